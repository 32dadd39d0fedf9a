import type { Answers, ResourceAnswers } from '../answers';
import type { Catalogue, Problem, Resource } from '../composition';
import { namesOf } from '../names';
import { recentOf } from '../recent';
import { buildField } from './buildField';
import {
  fieldClashes,
  requiredRings,
  resourceClashes,
  type PlacedResource,
} from './clashes';
import type { FieldInContext } from './field';
import { fieldProblems } from './fieldRules';
import type { Path } from './problem';
import { resourceNameProblems } from './resourceNames';
import { oneLine } from './text';
import { proseProblems } from './textRules';
import { versionProblems } from './versionRules';

/** The resources with all defaults settled, and what is wrong with them. @public */
export interface ResolvedResources {
  /** Those without a problem of their own, in the order of the answers. */
  readonly resources: readonly Resource[];
  readonly problems: readonly Problem[];
}

/**
 * Settles the resources of the answers. Never throws: whatever a name, a limit
 * or a reference gets wrong is a problem with its place and its mend. Without
 * `reserved` they are resources of another service.
 * @public
 */
export function resolveResources(
  answers: Pick<Answers, 'resources' | 'upstreams'>,
  catalogue: Partial<Pick<Catalogue, 'reserved'>>,
): ResolvedResources {
  const names = answers.resources.map(resource => resource.name);
  const remote = (answers.upstreams ?? []).flatMap(upstream =>
    upstream.resources.map(({ name }) => `${upstream.name}.${name}`),
  );
  const check = checking(catalogue.reserved, { resources: names, remote });
  const checked = answers.resources.map((resource, index) =>
    check(['resources', index], resource),
  );
  const placed = checked.flatMap(({ entry }) => (entry ? [entry] : []));
  return {
    resources: placed.map(({ resource }) => resource),
    problems: [
      ...checked.flatMap(({ problems }) => problems),
      ...resourceClashes(placed),
      ...placed.flatMap(fieldClashes),
      ...requiredRings(placed),
      ...placed.flatMap(entry => versionProblems(entry, placed)),
    ],
  };
}

interface CheckedResource {
  readonly problems: readonly Problem[];
  readonly entry?: PlacedResource;
}

type Reserved = Catalogue['reserved'] | undefined;
type Known = Pick<FieldInContext, 'resources' | 'remote'>;

/** Of some forty services that people are editing at one time. */
const KEPT = 400;
const NOTHING = {};

const checks = recentOf<object, CheckedResource>(KEPT);

/**
 * Checks resources that lie among others. One that was checked before is the
 * same object again, so that what was made of it is found again too.
 */
function checking(reserved: Reserved, known: Known) {
  const others = JSON.stringify(known);
  return (path: Path, answers: ResourceAnswers): CheckedResource => {
    const key = `${path.join()} ${JSON.stringify(answers)} ${others}`;
    return checks(reserved ?? NOTHING, key, () =>
      checkResource(path, answers, known, reserved),
    );
  };
}

function checkResource(
  path: Path,
  answers: ResourceAnswers,
  known: Known,
  reserved: Reserved,
): CheckedResource {
  const problems = [
    ...resourceNameProblems(path, answers, reserved),
    ...proseProblems([...path, 'description'], answers.description),
    ...answers.fields.flatMap((field, index) =>
      fieldProblems({
        path: [...path, 'fields', index],
        answers: field,
        ...known,
      }),
    ),
  ];
  return problems.length > 0
    ? { problems }
    : { problems, entry: { path, resource: build(answers, known.resources) } };
}

function build(
  answers: ResourceAnswers,
  resources: readonly string[],
): Resource {
  return {
    name: answers.name,
    names: namesOf(answers.name, answers.plural),
    description: oneLine(answers.description ?? ''),
    ...(answers.since !== undefined && { since: answers.since }),
    fields: answers.fields.map(field => buildField(field, resources)),
  };
}
