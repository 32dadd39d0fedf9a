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
import isEqual from 'fast-deep-equal';
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
  /** What the index answered, page after page, if it did. */
  answers?: readonly TopologyAnswer[];
  /** Set where the catalog answered because the index is not there yet: what it still reads, when to ask again. */
  awaited?: { unread: Unread; againInMs: number };
}

/** The most that the endpoint gives at once: what is drawn as a whole is waited for as a whole. */
const PAGE = '20000';

/** No index, or none that knows of it yet: then the catalog is asked as if there were none. */
const isMissing = (error: unknown) =>
  !(error instanceof EndpointError) || error.statusCode === 404;

type Content = Omit<LoadedTopology, 'indexed' | 'awaited'>;

/** Whether the index failed, or could not be reached, rather than refused. */
const isTrouble = (error: unknown) =>
  !(error instanceof EndpointError) || error.statusCode >= 500;

const distinct = <T extends { id: string }>(items: readonly T[]): T[] => [
  ...new Map(items.map(item => [item.id, item])).values(),
];

/** Whether nothing became of the answers. A revision alone does not tell: what the user may see changes too. */
const saysTheSame = (
  now: readonly TopologyAnswer[],
  before: readonly TopologyAnswer[] = [],
) =>
  now.length === before.length &&
  now.every(
    ({ topology, findings }, page) =>
      isEqual(topology, before[page]?.topology) &&
      isEqual(findings, before[page]?.findings),
  );

function contentOf(
  answers: readonly TopologyAnswer[],
  shown: (topology: Topology) => Topology,
): Content {
  const parts = answers.map(({ topology }) => decodeTopology(topology));
  const [first] = parts;
  const whole =
    first && parts.length === 1
      ? first
      : {
          boxes: distinct(parts.flatMap(({ boxes }) => boxes)),
          nodes: distinct(parts.flatMap(({ nodes }) => nodes)),
          edges: distinct(parts.flatMap(({ edges }) => edges)),
        };
  return {
    topology: shown(whole),
    findings: answers.flatMap(({ findings }) => findings),
  };
}

/**
 * What the index answers, else the catalog. `last` is what one of them answered before: it stays where the index says
 * nothing new or is in trouble, and the catalog is not asked again while the index is not there yet.
 */
async function indexedElse(
  ask: () => Promise<readonly TopologyAnswer[]>,
  shown: (topology: Topology) => Topology,
  fromCatalog: () => Promise<Content>,
  last: LoadedTopology | undefined,
): Promise<LoadedTopology> {
  try {
    const answers = await ask();
    return last && saysTheSame(answers, last.answers)
      ? last
      : { ...contentOf(answers, shown), answers, indexed: true };
  } catch (error) {
    if (last?.indexed && isTrouble(error)) return last;
    if (!isMissing(error)) throw error;
    const before = last?.indexed ? undefined : last;
    const content = before ?? (await fromCatalog());
    return { ...content, indexed: false, awaited: awaitedAfter(error, before) };
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

async function pagesOfLandscape(
  apis: EndpointApis,
): Promise<readonly TopologyAnswer[]> {
  const pages: TopologyAnswer[] = [];
  let cursor: string | undefined;
  do {
    const answer: LandscapeAnswer = await askEndpoint(apis, 'landscape', {
      rollUp: 'none',
      limit: PAGE,
      cursor,
    });
    pages.push(answer);
    cursor = answer.next;
  } while (cursor !== undefined);
  return pages;
}

/** The whole landscape, as far as the user may see it. For `last` see `loadAround`. */
export function loadLandscape(
  apis: TopologyApis,
  last?: LoadedTopology,
): Promise<LoadedTopology> {
  return indexedElse(
    () => pagesOfLandscape(apis),
    whole => whole,
    async () => {
      const entities = await loadLandscapeEntities(apis.catalog);
      return { entities, ...topologyFromEntities(entities) };
    },
    last,
  );
}

/**
 * What the page of an entity shows: the content of a box, or neighbours up to a depth. `last` is what came of
 * the same question before: it is answered itself as long as nothing new is known.
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
    async () => [
      isBox(root)
        ? await askEndpoint<TopologyAnswer>(apis, `boxes/${place}`)
        : await askEndpoint<TopologyAnswer>(apis, `entities/${place}`, {
            depth: String(depth),
          }),
    ],
    topology => shownOnPage(topology, root),
    async () => {
      const entities = await loadEntities(apis.catalog, entity, depth);
      return { entities, ...topologyOf(entities, root, depth) };
    },
    last,
  );
}
