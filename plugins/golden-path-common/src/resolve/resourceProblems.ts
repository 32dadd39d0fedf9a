import type { Answers } from '../answers';
import type { Catalogue, Problem } from '../composition';
import type { PatternManifest } from '../pattern';
import { problem } from '../resources/problem';

/** Resources need a pattern that serves them, and the pattern needs resources. */
export function resourceProblems(
  catalogue: Catalogue,
  patterns: readonly PatternManifest[],
  { goldenPath, resources }: Answers,
): Problem[] {
  const server = patterns.find(({ id }) =>
    catalogue.regions.some(
      ({ pattern, scope }) => pattern === id && scope === 'resource',
    ),
  );
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
