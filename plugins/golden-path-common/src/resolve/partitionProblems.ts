import type { Problem, Resource } from '../composition';
import type { GoldenPath, PatternManifest } from '../pattern';
import { isRecord } from '../resources/isRecord';

/** A pattern that partitions tables needs a resource that can be. */
export function partitionProblems(
  goldenPath: GoldenPath,
  patterns: readonly PatternManifest[],
  resources: readonly Resource[],
): Problem[] {
  const pattern = patterns.find(
    ({ contributes }) => contributes.schema?.partitions,
  );
  if (
    !pattern ||
    resources.length === 0 ||
    resources.some(resource => isRecord(resource, resources))
  ) {
    return [];
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
