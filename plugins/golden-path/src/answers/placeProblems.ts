import type { Place } from './place';

/** What is missing or wrong in a place, by its part. */
export interface PlaceProblem {
  readonly part: keyof Place;
  readonly message: string;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
/** GitLab's groups nest. */
const OWNER = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;

/** Everything that keeps a place from being one. */
export function placeProblems({ host, owner, repo }: Place): PlaceProblem[] {
  const problems: PlaceProblem[] = [];
  if (!host) {
    problems.push({ part: 'host', message: 'Choose a host.' });
  }
  if (!owner) {
    problems.push({
      part: 'owner',
      message: 'Name the organization or user that the repository belongs to.',
    });
  } else if (!OWNER.test(owner)) {
    problems.push({
      part: 'owner',
      message: 'Use letters, digits and . _ - in the owner.',
    });
  }
  if (!repo) {
    problems.push({ part: 'repo', message: 'Name the repository.' });
  } else if (!NAME.test(repo) || repo.length > 100 || repo.endsWith('.git')) {
    problems.push({
      part: 'repo',
      message:
        'Use at most 100 letters, digits and . _ - in the repository, without .git at the end.',
    });
  }
  return problems;
}
