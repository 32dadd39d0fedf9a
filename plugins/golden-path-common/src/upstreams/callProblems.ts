import type { UpstreamAnswers } from '../answers';
import type { Catalogue, Mend, Problem } from '../composition';
import type { GoldenPath, PatternManifest } from '../pattern';
import { usesUpstreams } from './upstreamPorts';

/** Upstreams need a pattern that calls them, and the pattern needs upstreams. */
export function callProblems(
  catalogue: Catalogue,
  goldenPath: GoldenPath,
  patterns: readonly PatternManifest[],
  upstreams: readonly UpstreamAnswers[],
): Problem[] {
  const caller = patterns.find(usesUpstreams);
  if (caller !== undefined && upstreams.length === 0) {
    return [
      {
        path: ['upstreams'],
        message: `'${caller.id}' calls other services, and none is named`,
        advice: `Name a service and the resources of it that are called, or leave '${caller.id}' out.`,
        mends: mends('drop', goldenPath, [caller]),
      },
    ];
  }
  if (caller !== undefined || upstreams.length === 0) return [];
  const offered = mends(
    'choose',
    goldenPath,
    catalogue.patterns.filter(usesUpstreams),
  );
  return [
    {
      path: ['upstreams'],
      message: 'Nothing chosen calls other services',
      advice: offered.length
        ? 'Choose what calls them, or remove the upstreams.'
        : `Remove the upstreams: '${goldenPath.id}' calls no other services.`,
      mends: [
        ...offered,
        {
          kind: 'set',
          label: 'Remove the upstreams',
          path: ['upstreams'],
          value: undefined,
        },
      ],
    },
  ];
}

function mends(
  kind: 'choose' | 'drop',
  { groups, offers }: GoldenPath,
  patterns: readonly PatternManifest[],
): Mend[] {
  return patterns.flatMap(({ id, title }) =>
    groups
      .filter(group => offers[group.id]?.includes(id))
      .map(group => ({
        kind,
        label: `${kind === 'choose' ? 'Add' : 'Drop'} ${title}`,
        group: group.id,
        pattern: id,
      })),
  );
}
