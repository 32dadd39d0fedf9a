import { formatPath } from '@golden-path/backstage-plugin-golden-path-common';

/** Something a pack gets wrong: in which file, where, what, and the mend. @public */
export interface PackProblem {
  /** Path of the file inside the pack. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly advice: string;
}

/** Thrown when a pack cannot be used; says everything that is wrong at once. @public */
export class PackError extends Error {
  constructor(
    readonly root: string,
    readonly problems: readonly PackProblem[],
  ) {
    super(
      [`the pattern pack ${root} cannot be used:`]
        .concat(problems.map(formatPackProblem))
        .join('\n'),
    );
    this.name = 'PackError';
  }
}

/** One line: `patterns/chi/pattern.yaml:3:1: group: is missing. Give a string.` @public */
export function formatPackProblem(problem: PackProblem): string {
  const place = [problem.file, problem.line, problem.column]
    .filter(part => part !== undefined)
    .join(':');
  const path = formatPath(problem.path);
  return `${place}: ${path ? `${path}: ` : ''}${problem.message}. ${
    problem.advice
  }`;
}
