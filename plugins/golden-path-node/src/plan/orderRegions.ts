import { wirePorts } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  PatternManifest,
  RegionFact,
  Stage,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Pack } from '../pack/pack';

/**
 * The regions of a stage in the order in which they must run: a provider
 * before its decorators by rank, these before its readers. Where ports leave
 * it open, a pattern's regions stay together, and patterns keep their order.
 */
export function orderRegions(
  pack: Pack,
  patterns: readonly PatternManifest[],
  stage: Stage,
): RegionFact[] {
  const rankOf = new Map(patterns.map(({ id }, index) => [id, index]));
  const waiting = wirePorts(pack.catalogue, patterns)
    .regions.filter(region => region.stage === stage)
    .map((region, index) => ({ region, index }))
    .sort(
      (a, b) =>
        (rankOf.get(a.region.pattern) ?? 0) -
          (rankOf.get(b.region.pattern) ?? 0) || a.index - b.index,
    )
    .map(({ region }) => region);
  refuseSharedLocals(waiting, stage);
  const before = precedence(patterns, waiting);
  const ordered: RegionFact[] = [];
  while (waiting.length > 0) {
    const ready = waiting.filter(region =>
      waiting.every(other => other === region || !before(other, region)),
    );
    const last = ordered.at(-1)?.pattern;
    const next = ready.find(({ pattern }) => pattern === last) ?? ready[0];
    if (!next) {
      const names = waiting.map(({ pattern, func }) => `${pattern}.${func}`);
      throw new Error(
        `regions of stage ${stage} wait for each other: ${names.join(', ')}`,
      );
    }
    ordered.push(next);
    waiting.splice(waiting.indexOf(next), 1);
  }
  return ordered;
}

/** One function holds all regions of a stage, so their locals must differ. */
function refuseSharedLocals(
  regions: readonly RegionFact[],
  stage: Stage,
): void {
  const owners = new Map<string, RegionFact>();
  for (const region of regions) {
    for (const name of region.declares) {
      const other = owners.get(name);
      if (other) {
        throw new Error(
          `'${other.pattern}' and '${region.pattern}' both declare ${name} in stage ${stage}; rename it in ${region.file}`,
        );
      }
      owners.set(name, region);
    }
  }
}

/** Whether the first region has to run before the second. */
function precedence(
  patterns: readonly PatternManifest[],
  regions: readonly RegionFact[],
): (first: RegionFact, second: RegionFact) => boolean {
  const decorators = new Map(
    patterns.map(({ id, decorates }) => [id, decorates] as const),
  );
  const assigned = new Set(
    regions.flatMap(({ pattern, writes }) =>
      writes.map(port => `${pattern} ${port}`),
    ),
  );
  // What decorates the elements of a list does not assign the list.
  const decorations = (region: RegionFact) =>
    (decorators.get(region.pattern) ?? []).filter(
      ({ port }) =>
        region.writes.includes(port) ||
        (region.reads.includes(port) &&
          !assigned.has(`${region.pattern} ${port}`)),
    );
  const rank = (region: RegionFact, port: string) =>
    decorations(region).find(decoration => decoration.port === port)?.rank;
  const writes = (region: RegionFact) => [
    ...region.writes,
    ...decorations(region).map(({ port }) => port),
  ];
  return (first, second) =>
    writes(first).some(port => {
      const one = rank(first, port);
      const other = rank(second, port);
      if (one !== undefined && other !== undefined) return one < other;
      if (other !== undefined) return true;
      // What reads and appends to a list, as `append` does, is no reader of it.
      return second.reads.includes(port) && !writes(second).includes(port);
    });
}
