import type { Catalogue } from '../composition';
import type { PortFact, RegionFact } from '../facts';
import type { PatternManifest } from '../pattern';
import { recentOf } from '../recent';

/** How the chosen patterns' regions join through ports. @public */
export interface Wiring {
  /** Regions that take part, in the catalogue's order. */
  readonly regions: readonly RegionFact[];
  /** Patterns that provide a port, by port, decorators left out. */
  readonly providers: ReadonlyMap<string, readonly string[]>;
  /** Patterns that need a port, by port. */
  readonly readers: ReadonlyMap<string, readonly string[]>;
}

/** Sets of patterns that people are choosing between. */
const KEPT = 2000;

const known = recentOf<Catalogue, Wiring>(KEPT);

/**
 * Joins regions through ports. A region that reads an optional port nobody
 * provides is left out, and with it what it would have provided; so is one whose
 * manifest wants a provider of a port that has none.
 * @public
 */
export function wirePorts(
  catalogue: Catalogue,
  patterns: readonly PatternManifest[],
): Wiring {
  const key = patterns.map(({ id }) => id).join(' ');
  return known(catalogue, key, () => wire(catalogue, patterns));
}

function wire(
  catalogue: Catalogue,
  patterns: readonly PatternManifest[],
): Wiring {
  const optional = new Set(
    catalogue.ports.filter(p => p.cardinality === '?').map(p => p.name),
  );
  const chosen = new Map(patterns.map(pattern => [pattern.id, pattern]));
  let regions = catalogue.regions.filter(({ pattern }) => chosen.has(pattern));
  for (;;) {
    const providers = providersOf(catalogue, chosen, regions);
    const live = regions.filter(
      region =>
        region.reads.every(
          port =>
            !optional.has(port) ||
            providers.has(port) ||
            region.writes.includes(port),
        ) &&
        conditionsOf(chosen.get(region.pattern), region.func).every(port =>
          providers.has(port),
        ),
    );
    if (live.length === regions.length) {
      return { regions, providers, readers: readersOf(chosen, regions) };
    }
    regions = live;
  }
}

/** Ports that must have a provider for the region to take part. */
function conditionsOf(
  pattern: PatternManifest | undefined,
  func: string,
): readonly string[] {
  return pattern?.regions.find(region => region.func === func)?.when ?? [];
}

/** The port with this name, if the catalogue has one. @public */
export function findPort(
  catalogue: Catalogue,
  name: string,
): PortFact | undefined {
  return catalogue.ports.find(port => port.name === name);
}

function providersOf(
  catalogue: Catalogue,
  chosen: ReadonlyMap<string, PatternManifest>,
  regions: readonly RegionFact[],
): Map<string, string[]> {
  const providers = new Map<string, string[]>();
  const add = (port: string, pattern: string) => {
    const list = providers.get(port) ?? [];
    if (!list.includes(pattern)) providers.set(port, [...list, pattern]);
  };
  for (const region of regions) {
    const decorates = chosen.get(region.pattern)?.decorates ?? [];
    for (const port of region.writes) {
      if (decorates.every(decoration => decoration.port !== port)) {
        add(port, region.pattern);
      }
    }
  }
  // A port that no region of the pattern writes is set by its own files.
  for (const { id, provides } of chosen.values()) {
    const written = catalogue.regions
      .filter(({ pattern }) => pattern === id)
      .flatMap(({ writes }) => writes);
    for (const port of provides.ports)
      if (!written.includes(port)) add(port, id);
  }
  return providers;
}

function readersOf(
  chosen: ReadonlyMap<string, PatternManifest>,
  regions: readonly RegionFact[],
): Map<string, string[]> {
  const readers = new Map<string, string[]>();
  const add = (port: string, pattern: string) => {
    const list = readers.get(port) ?? [];
    if (!list.includes(pattern)) readers.set(port, [...list, pattern]);
  };
  for (const { id, requires } of chosen.values()) {
    for (const port of requires.ports) add(port, id);
  }
  for (const region of regions) {
    for (const port of region.reads) add(port, region.pattern);
  }
  return readers;
}
