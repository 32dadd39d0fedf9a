import type { Answers } from '../answers';
import { patternsOfGoldenPath } from '../catalogue';
import type { Catalogue, Problem } from '../composition';
import type { GoldenPath, PatternManifest } from '../pattern';
import { problem } from '../resources/problem';

/** Whether services of a golden path may have resources of their own. @public */
export function mayServeResources(
  catalogue: Catalogue,
  goldenPath: GoldenPath,
): boolean {
  return patternsOfGoldenPath(catalogue, goldenPath).some(pattern =>
    servesResources(catalogue, pattern),
  );
}

function servesResources({ regions }: Catalogue, { id }: PatternManifest) {
  return regions.some(
    ({ pattern, scope }) => pattern === id && scope === 'resource',
  );
}

/** Resources need a pattern that serves them, and the pattern needs resources. */
export function resourceProblems(
  catalogue: Catalogue,
  patterns: readonly PatternManifest[],
  { goldenPath, resources }: Answers,
): Problem[] {
  const server = patterns.find(pattern => servesResources(catalogue, pattern));
  if (server !== undefined && resources.length === 0) {
    return [
      problem(
        ['resources'],
        `'${server.id}' serves resources, and none is named`,
        'Name a resource and its fields.',
      ),
    ];
  }
  if (server !== undefined || resources.length === 0) return [];
  return [
    problem(
      ['resources'],
      'Nothing chosen serves resources',
      `Remove the resources: '${goldenPath}' makes services that keep none.`,
      [
        {
          kind: 'set',
          label: 'Remove the resources',
          path: ['resources'],
          value: [],
        },
      ],
    ),
  ];
}
