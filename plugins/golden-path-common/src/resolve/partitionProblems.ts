import type { Problem, Resource } from '../composition';
import type { GoldenPath, PatternManifest } from '../pattern';
import { isRecord, madeRecords } from '../resources/isRecord';
import { shown } from '../resources/text';

/** A pattern that partitions tables needs a resource that can be. */
export function partitionProblems(
  goldenPath: GoldenPath,
  patterns: readonly PatternManifest[],
  resources: readonly Resource[],
): Problem[] {
  const pattern = patterns.find(
    ({ contributes }) => contributes.schema?.partitions,
  );
  if (!pattern || resources.length === 0) return [];
  const records = madeRecords(resources);
  if (records.length > 0) {
    return records
      .filter(resource => !isRecord(resource, resources))
      .map(({ name }) => noRecordLater(name, resources));
  }
  const group = goldenPath.groups.find(({ id }) =>
    goldenPath.offers[id]?.includes(pattern.id),
  );
  return [
    {
      path: ['patterns', ...(group ? [group.id] : [])],
      message: `'${pattern.id}' finds no resource to partition: each has a unique value, or another refers to it`,
      advice: `Leave '${pattern.id}' out, or add a resource of records, such as readings or entries.`,
      mends: group
        ? [
            {
              kind: 'drop',
              label: `Drop ${pattern.title}`,
              group: group.id,
              pattern: pattern.id,
            },
          ]
        : [],
    },
  ];
}

function noRecordLater(name: string, resources: readonly Resource[]): Problem {
  return {
    path: ['resources', resources.findIndex(each => each.name === name)],
    message: `The table of ${shown(
      name,
    )} was made in partitions, so that no value of it may become unique, and nothing may come to refer to it`,
    advice: 'Leave out the unique value, or the reference, that came later.',
    mends: [],
  };
}
