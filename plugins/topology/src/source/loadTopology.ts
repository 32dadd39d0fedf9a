import type { CatalogApi } from '@backstage/catalog-client';
import {
  type Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  decodeTopology,
  type LandscapeAnswer,
  type Topology,
  type TopologyAnswer,
  type TopologyFinding,
  topologyFromEntities,
} from '@golden-path/backstage-plugin-topology-common';
import { loadEntities } from '../entities/loadEntities';
import { loadLandscape as loadLandscapeEntities } from '../entities/loadLandscape';
import { isBox, shownOnPage, topologyOf } from '../EntityTopology/topologyOf';
import {
  askEndpoint,
  type EndpointApis,
  EndpointError,
  NotReadYet,
  type Unread,
} from './endpoint';

/** The APIs of the portal that a topology can come from. */
export interface TopologyApis extends EndpointApis {
  catalog: CatalogApi;
}

/** A topology and where it comes from. */
export interface LoadedTopology {
  topology: Topology;
  findings: readonly TopologyFinding[];
  /** Whether topology-backend answered; without it, the catalog did. */
  indexed: boolean;
  /** What the catalog handed out, if it was asked. */
  entities?: readonly Entity[];
  /** Set where the catalog answered because the index is not there yet: what it still reads, when to ask again. */
  awaited?: { unread: Unread; againInMs: number };
}

/** The most that the endpoint gives at once: what is drawn as a whole is waited for as a whole. */
const PAGE = '20000';

/** No index, or none that knows of it yet: then the catalog is asked as if there were none. */
const isMissing = (error: unknown) =>
  !(error instanceof EndpointError) || error.statusCode === 404;

type Content = Omit<LoadedTopology, 'indexed' | 'awaited'>;

/** `last` is what the catalog answered while the index was not there yet; it is not asked again. */
async function indexedElse(
  indexed: () => Promise<Content>,
  fromCatalog: () => Promise<Content>,
  last: LoadedTopology | undefined,
): Promise<LoadedTopology> {
  try {
    return { ...(await indexed()), indexed: true };
  } catch (error) {
    if (!isMissing(error)) throw error;
    const content = last ?? (await fromCatalog());
    return { ...content, indexed: false, awaited: awaitedAfter(error, last) };
  }
}

/** An index that does not answer at all is waited for as before. */
function awaitedAfter(
  error: unknown,
  last: LoadedTopology | undefined,
): LoadedTopology['awaited'] {
  if (error instanceof EndpointError) return undefined;
  if (!(error instanceof NotReadYet)) return last?.awaited;
  const { unread, againInMs } = error;
  return { unread, againInMs };
}

const distinct = <T extends { id: string }>(items: readonly T[]): T[] => [
  ...new Map(items.map(item => [item.id, item])).values(),
];

async function landscapeFromIndex(apis: EndpointApis) {
  const parts: Topology[] = [];
  const findings: TopologyFinding[] = [];
  let cursor: string | undefined;
  do {
    const answer: LandscapeAnswer = await askEndpoint(apis, 'landscape', {
      rollUp: 'none',
      limit: PAGE,
      cursor,
    });
    parts.push(decodeTopology(answer.topology));
    findings.push(...answer.findings);
    cursor = answer.next;
  } while (cursor !== undefined);
  const [first] = parts;
  const topology =
    first && parts.length === 1
      ? first
      : {
          boxes: distinct(parts.flatMap(({ boxes }) => boxes)),
          nodes: distinct(parts.flatMap(({ nodes }) => nodes)),
          edges: distinct(parts.flatMap(({ edges }) => edges)),
        };
  return { topology, findings };
}

/** The whole landscape, as far as the user may see it. For `last` see `loadAround`. */
export function loadLandscape(
  apis: TopologyApis,
  last?: LoadedTopology,
): Promise<LoadedTopology> {
  return indexedElse(
    () => landscapeFromIndex(apis),
    async () => {
      const entities = await loadLandscapeEntities(apis.catalog);
      return { entities, ...topologyFromEntities(entities) };
    },
    last,
  );
}

/**
 * What the page of an entity shows: the content of a box, or neighbours up to a depth. `last` is what the
 * catalog answered while the index was not there yet; it is not asked again.
 */
export function loadAround(
  apis: TopologyApis,
  entity: Entity,
  depth: number,
  last?: LoadedTopology,
): Promise<LoadedTopology> {
  const root = stringifyEntityRef(entity);
  const { kind, namespace, name } = parseEntityRef(root);
  const place = [kind, namespace, name].map(encodeURIComponent).join('/');
  return indexedElse(
    async () => {
      const answer: TopologyAnswer = isBox(root)
        ? await askEndpoint(apis, `boxes/${place}`)
        : await askEndpoint(apis, `entities/${place}`, {
            depth: String(depth),
          });
      return {
        topology: shownOnPage(decodeTopology(answer.topology), root),
        findings: answer.findings,
      };
    },
    async () => {
      const entities = await loadEntities(apis.catalog, entity, depth);
      return { entities, ...topologyOf(entities, root, depth) };
    },
    last,
  );
}
