import { resolve } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Answers,
  Catalogue,
  Problem,
  Resolution,
} from '@golden-path/backstage-plugin-golden-path-common';
import { limitProblems } from './readAnswers';

/** A page of the wizard. @public */
export type WizardSection = 'service' | 'patterns' | 'resources' | 'preview';

/** Resolves answers, the limits of their format included. Needs no server. */
export function evaluate(catalogue: Catalogue, answers: Answers): Resolution {
  const resolution = withMissing(resolve(catalogue, answers), answers);
  const limits = limitProblems(answers);
  if (limits.length === 0) return resolution;
  const places = new Set(limits.map(placeOf));
  const others = resolution.problems.filter(
    problem => !places.has(placeOf(problem)),
  );
  return { groups: resolution.groups, problems: [...limits, ...others] };
}

const MISSING: Readonly<Record<string, string>> = {
  name: 'The name is missing',
  owner: 'The owner is missing',
  module: 'The Go module is missing',
};

/** Says of an empty text that it is missing, instead of what is wrong with it. */
function withMissing(resolution: Resolution, answers: Answers): Resolution {
  const problems = resolution.problems.map(problem => {
    const [first, key] = problem.path;
    const message = first === 'service' ? MISSING[String(key)] : undefined;
    const value = key === 'name' || key === 'owner' || key === 'module';
    return message && value && answers.service[key] === ''
      ? { ...problem, message, mends: [] }
      : problem;
  });
  return { ...resolution, problems };
}

/** The problems that a page has to settle before the next one: preview all that are left. */
export function problemsOf(
  section: WizardSection,
  problems: readonly Problem[],
): readonly Problem[] {
  if (section === 'preview') return problems;
  return problems.filter(({ path }) => sectionOf(path) === section);
}

/** The page that shows the value at a path. */
function sectionOf(path: Problem['path']): WizardSection {
  const [first] = path;
  if (first === 'upstreams') return 'resources';
  return first === 'patterns' || first === 'resources' ? first : 'service';
}

/** Identifies the place of a problem. */
function placeOf({ path }: Pick<Problem, 'path'>): string {
  return JSON.stringify(path);
}
