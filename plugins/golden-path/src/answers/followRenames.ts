import type {
  Answers,
  FieldAnswers,
  ResourceAnswers,
  UpstreamAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import { idColumns } from '../upstreams/upstreams';

/** One name of a list, before and after a change. */
interface Rename {
  readonly from: string;
  readonly to: string;
}

type UpstreamResource = UpstreamAnswers['resources'][number];

interface Named {
  readonly name: string;
}

/**
 * The answers after a change, with what names a resource, a field or an
 * upstream under the name that the change gave it.
 */
export function followRenames(before: Answers, after: Answers): Answers {
  const own = renameIn(before.resources, after.resources);
  const followed = own
    ? { ...after, resources: referring(after.resources, own) }
    : after;
  return publishedRenames(before.upstreams, after.upstreams).reduce(
    withPublished,
    withinUpstreams(before.upstreams, followed),
  );
}

/**
 * The one name that differs. Where two had the name, or now have it, nobody can
 * tell whom a reference means: it stays as it is and is told as a problem.
 */
function renameIn(
  before: readonly Named[] = [],
  after: readonly Named[] = [],
): Rename | undefined {
  if (before.length !== after.length) return undefined;
  const names = before.map(({ name }) => name);
  const [at, ...others] = after.flatMap(({ name }, index) =>
    name === names[index] ? [] : [index],
  );
  if (at === undefined || others.length > 0) return undefined;
  const [from, to] = [names[at]!, after[at]!.name];
  const isClear =
    names.indexOf(from) === names.lastIndexOf(from) && !names.includes(to);
  return isClear ? { from, to } : undefined;
}

function referring<T extends ResourceAnswers>(
  resources: readonly T[],
  { from, to }: Rename,
): T[] {
  return withFields(resources, field =>
    field.resource === from ? { ...field, resource: to } : field,
  );
}

/** What the resources of one upstream say of each other and of their own fields. */
function withinUpstreams(
  before: readonly UpstreamAnswers[] = [],
  answers: Answers,
): Answers {
  const { upstreams } = answers;
  if (!upstreams || upstreams.length !== before.length) return answers;
  return {
    ...answers,
    upstreams: upstreams.map((upstream, index) => {
      const was = before[index]?.resources ?? [];
      const rename = renameIn(was, upstream.resources);
      const resources = rename
        ? referring(upstream.resources, rename)
        : upstream.resources;
      return was.length === resources.length
        ? {
            ...upstream,
            resources: resources.map((each, at) => including(was[at]!, each)),
          }
        : upstream;
    }),
  };
}

const columnsOf = (resource: UpstreamResource): Named[] =>
  idColumns(resource).map(name => ({ name }));

/** What clients may ask for by a column, under the column's new name. */
function including(
  before: UpstreamResource,
  after: UpstreamResource,
): UpstreamResource {
  const rename = renameIn(columnsOf(before), columnsOf(after));
  if (!rename || !after.includes) return after;
  return {
    ...after,
    includes: after.includes.map(include =>
      include.field === rename.from
        ? { ...include, field: rename.to }
        : include,
    ),
  };
}

/** Names such as `sellers.seller` before and after a change. */
type Published = readonly [from: string, to: string];

function publishedRenames(
  before: readonly UpstreamAnswers[] = [],
  after: readonly UpstreamAnswers[] = [],
): Published[] {
  const rename = renameIn(before, after);
  if (rename) {
    const resources =
      after.find(({ name }) => name === rename.to)?.resources ?? [];
    return resources.map(({ name }) => [
      `${rename.from}.${name}`,
      `${rename.to}.${name}`,
    ]);
  }
  if (before.length !== after.length) return [];
  return after.flatMap(({ name, resources }, index): Published[] => {
    const inside = renameIn(before[index]?.resources, resources);
    return inside ? [[`${name}.${inside.from}`, `${name}.${inside.to}`]] : [];
  });
}

function withPublished(answers: Answers, [from, to]: Published): Answers {
  const following = <T extends ResourceAnswers>(resources: readonly T[]) =>
    withFields(resources, field =>
      field.references === from ? { ...field, references: to } : field,
    );
  const { upstreams } = answers;
  return {
    ...answers,
    resources: following(answers.resources),
    ...(upstreams && {
      upstreams: upstreams.map(upstream => ({
        ...upstream,
        resources: following(upstream.resources).map(resource =>
          resource.includes
            ? {
                ...resource,
                includes: resource.includes.map(include =>
                  include.resource === from
                    ? { ...include, resource: to }
                    : include,
                ),
              }
            : resource,
        ),
      })),
    }),
  };
}

function withFields<T extends ResourceAnswers>(
  resources: readonly T[],
  change: (field: FieldAnswers) => FieldAnswers,
): T[] {
  return resources.map(resource => ({
    ...resource,
    fields: resource.fields.map(change),
  }));
}
