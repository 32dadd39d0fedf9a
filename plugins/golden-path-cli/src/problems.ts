import { formatPath } from '@golden-path/backstage-plugin-golden-path-common';
import type { LocatedProblem } from '@golden-path/backstage-plugin-golden-path-common';
import { EXIT, writeJson } from './io';
import type { ExitCode, Io } from './io';

/** A problem in one of the files that were given. */
export interface FileProblem extends Partial<LocatedProblem> {
  readonly file: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly advice: string;
}

/** Thrown when the input cannot be used; ends the command with exit code 1. */
export class InputProblems extends Error {
  constructor(readonly problems: readonly FileProblem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'InputProblems';
  }
}

/** One line that editors and CI systems turn into a link. */
function formatProblem(problem: FileProblem): string {
  const place = [problem.file, problem.line, problem.column]
    .filter(part => part !== undefined)
    .join(':');
  const path = formatPath(problem.path);
  return `${place}: ${path ? `${path}: ` : ''}${problem.message}. ${
    problem.advice
  }`;
}

/** Tells problems: JSON on standard output, or lines on standard error. */
export function reportProblems(
  io: Io,
  problems: readonly FileProblem[],
  json: boolean,
): ExitCode {
  if (json) writeJson(io, { ok: false, problems });
  else io.err(problems.map(problem => `${formatProblem(problem)}\n`).join(''));
  return EXIT.problems;
}
