import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

const SYSTEM_SIZE = 8;
const DOMAIN_SIZE = 10;

/** A catalog of made-up services that answers what the index asks, without a network in between. */
export interface BenchCatalog {
  service: CatalogService;
  entities: Map<string, Entity>;
  systems: string[];
  components: string[];
  /** Exchanges an entity, as someone who edits its descriptor. */
  put(ref: string, spec: Record<string, unknown>): void;
}

/**
 * About so many entities: services in systems of eight, each with an API and two to three calls, half of them
 * inside its system; more than half with a database.
 */
export function benchCatalog(size: number): BenchCatalog {
  const services = Math.round(size / 2.74);
  const entities = new Map<string, Entity>();
  let version = 0;
  const put = (ref: string, spec: Record<string, unknown>) => {
    version += 1;
    entities.set(ref, made(ref, spec, version));
  };
  const random = seeded(7);
  for (let at = 0; at < services; at += 1) {
    const system = Math.floor(at / SYSTEM_SIZE);
    const domain = Math.floor(system / DOMAIN_SIZE);
    const near = Math.min(services - 1, system * SYSTEM_SIZE);
    const callees = Array.from({ length: 2 + (at % 2) }, (_, call) =>
      call % 2 === 0
        ? Math.min(services - 1, near + Math.floor(random() * SYSTEM_SIZE))
        : Math.floor(random() * services),
    ).filter(callee => callee !== at);
    const hasStore = at % 5 < 3;
    put(`domain:default/d${domain}`, { owner: 'group:team' });
    put(`system:default/s${system}`, { domain: `d${domain}` });
    put(`api:default/a${at}`, { type: at % 3 ? 'openapi' : 'grpc' });
    if (hasStore) {
      put(`resource:default/r${at}`, {
        type: 'database',
        system: `s${system}`,
      });
    }
    put(`component:default/c${at}`, {
      ...{ type: 'service', system: `s${system}`, owner: 'group:team' },
      providesApis: [`a${at}`],
      consumesApis: [...new Set(callees)].map(callee => `a${callee}`),
      dependsOn: hasStore ? [`resource:r${at}`] : [],
    });
  }
  const refs = (kind: string) =>
    [...entities.keys()].filter(ref => ref.startsWith(`${kind}:`));
  return {
    entities,
    put,
    systems: refs('system'),
    components: refs('component'),
    service: serviceOf(entities),
  };
}

function made(
  ref: string,
  spec: Record<string, unknown>,
  version: number,
): Entity {
  const [kind = '', name = ''] = ref.split(/:default\//);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      namespace: 'default',
      name,
      description: `What ${name} is for, in a sentence as long as most`,
      tags: ['go'],
      etag: String(version),
    },
    spec: spec as Entity['spec'],
  };
}

function serviceOf(entities: ReadonlyMap<string, Entity>): CatalogService {
  const asked: Partial<CatalogService> = {
    async *streamEntities() {
      const all = [...entities.values()];
      for (let at = 0; at < all.length; at += 1000) {
        yield all.slice(at, at + 1000);
      }
    },
    getEntitiesByRefs: async ({ entityRefs }) => ({
      items: entityRefs.map(ref => entities.get(ref)),
    }),
  };
  return asked as CatalogService;
}

/** Random numbers that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
