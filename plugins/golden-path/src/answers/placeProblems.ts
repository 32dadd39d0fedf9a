import { HOST_PARTS } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  HostPart,
  Place,
  PlacePart,
} from '@golden-path/backstage-plugin-golden-path-common';

/** What is missing or wrong in a place, by its part. */
export interface PlaceProblem {
  readonly part: PlacePart | 'host' | 'repo';
  readonly message: string;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const WORD = '[A-Za-z0-9][A-Za-z0-9._-]*';
/** GitLab's groups nest. */
const PATH = new RegExp(`^${WORD}(/${WORD})*$`);
/** Azure's projects have spaces, personal ones of Bitbucket begin with ~. */
const PROJECT = new RegExp(`^~?${WORD}( ${WORD})*$`);

/** The parts that a host of that type asks for. */
export function partsOf(type: string | undefined): readonly HostPart[] {
  return HOST_PARTS[type ?? ''] ?? [{ part: 'owner', label: 'Owner' }];
}

/** Everything that keeps a place on a host of that type from being one. */
export function placeProblems(
  place: Place,
  type: string | undefined,
): PlaceProblem[] {
  const { host, repo } = place;
  const problems: PlaceProblem[] = [];
  if (!host) {
    problems.push({ part: 'host', message: 'Choose a host.' });
  }
  for (const asked of partsOf(type)) {
    const message = partProblem(asked, place[asked.part] ?? '');
    if (message) problems.push({ part: asked.part, message });
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

function partProblem(
  { part, label }: HostPart,
  value: string,
): string | undefined {
  if (!value) {
    return part === 'owner'
      ? 'Name the organization or user that the repository belongs to.'
      : `Name the ${label.toLowerCase()} that the repository belongs to.`;
  }
  return (part === 'project' ? PROJECT : PATH).test(value)
    ? undefined
    : `Use letters, digits and . _ - in the ${label.toLowerCase()}.`;
}
