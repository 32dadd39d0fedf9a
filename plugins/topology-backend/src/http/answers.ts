import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type {
  DifferenceAnswer,
  LandscapeAnswer,
  LandscapeRollUp,
  MomentsAnswer,
  PendingAnswer,
  SearchAnswer,
  Topology,
  TopologyAnswer,
} from '@golden-path/backstage-plugin-topology-common';
import {
  encodeTopology,
  restrict,
} from '@golden-path/backstage-plugin-topology-common';
import type { Knex } from 'knex';
import {
  namedBoxes,
  seenEntities,
  visibleFindings,
  visiblePart,
  visibleTopology,
} from '../access/visible';
import type { Viewer } from '../access/viewer';
import { currentRevision, lastCheck } from '../database/revisions';
import { boxOf } from '../read/box';
import { around } from '../read/around';
import { boxAtTwo, changedAtTwo } from '../read/difference';
import { type Landscape, landscapeOf } from '../read/landscape';
import { momentAt, moments } from '../read/moments';
import { neighbourhoodOf } from '../read/neighbourhood';
import { pageOf, wholePage } from '../read/page';
import type { At } from '../read/rows';
import { search } from '../read/search';
import { findingsOf } from '../read/topologyOf';
import { visibleNodes } from '../read/visibleNodes';
import { readCursor, writeCursor } from './requests';

/** Answers questions about the topology, each for one viewer. */
export interface Answers {
  entity(
    viewer: Viewer,
    ref: string,
    depth: number,
  ): Promise<TopologyAnswer | PendingAnswer>;
  box(viewer: Viewer, ref: string): Promise<TopologyAnswer | PendingAnswer>;
  landscape(
    viewer: Viewer,
    question: { rollUp: LandscapeRollUp; limit: number; cursor?: string },
  ): Promise<LandscapeAnswer>;
  moments(question: { limit: number; cursor?: number }): Promise<MomentsAnswer>;
  difference(
    viewer: Viewer,
    question: { from: string; to?: string; box?: string },
  ): Promise<DifferenceAnswer>;
  search(viewer: Viewer, text: string, limit: number): Promise<SearchAnswer>;
}

/** What is drawn as a node, if the catalog has it. */
const NODES = /^(component|api|resource):/;

export function createAnswers(knex: Knex): Answers {
  const keptLandscapes = keepLast<Landscape>();
  const keptPages = keepLast<Lasting<LandscapeAnswer>>();

  const lasting = async (
    at: At,
    viewer: Viewer,
    visible: Topology,
  ): Promise<Lasting<TopologyAnswer>> => ({
    revision: at.revision,
    topology: encodeTopology(visible),
    findings: await visibleFindings(
      knex,
      viewer,
      await findingsOf(knex, visible),
    ),
  });

  const answer = async (
    at: At,
    viewer: Viewer,
    visible: Topology,
  ): Promise<TopologyAnswer> => ({
    asOf: await checkedAt(knex),
    ...(await lasting(at, viewer, visible)),
  });

  const rolledUp = (at: At, viewer: Viewer, rollUp: 'system' | 'domain') => {
    const make = () => landscapeOf(at, viewer, rollUp);
    return viewer.seesAll
      ? keptLandscapes(`${at.revision} ${rollUp}`, make)
      : make();
  };

  const landscapePage = async (
    at: At,
    viewer: Viewer,
    {
      rollUp,
      after,
      limit,
    }: { rollUp: LandscapeRollUp; after: number; limit: number },
  ): Promise<Lasting<LandscapeAnswer>> => {
    const page =
      rollUp === 'none'
        ? await wholeLandscape(at, viewer, after, limit)
        : pageOf(await rolledUp(at, viewer, rollUp), after, limit);
    const { topology, parts, calls, next } = page;
    return {
      ...(await lasting(at, viewer, topology)),
      ...{ rollUp, parts, calls },
      ...(next === undefined
        ? {}
        : { next: writeCursor({ revision: at.revision, after: next }) }),
    };
  };

  return {
    async entity(viewer, ref, depth) {
      const at = await now(knex);
      const topology = await neighbourhoodOf(at, viewer, ref, depth);
      const isRead = topology?.nodes.some(
        ({ id, unknown }) => id === ref && !unknown,
      );
      if (!isRead && NODES.test(ref) && (await viewer.finds(ref))) {
        return pending(knex);
      }
      if (!topology) throw new NotFoundError(noSuch(ref));
      return answer(at, viewer, await visibleTopology(knex, viewer, topology));
    },

    async box(viewer, ref) {
      const at = await now(knex);
      const seen = await seenEntities(knex, viewer, [ref]);
      const topology = seen.has(ref) ? await boxOf(at, ref) : undefined;
      if (!topology && (await viewer.finds(ref))) return pending(knex);
      if (!topology) throw new NotFoundError(noSuch(ref));
      return answer(
        at,
        viewer,
        await withoutLoose(knex, viewer, topology, ref),
      );
    },

    async landscape(viewer, { rollUp, limit, cursor }) {
      const { revision } = await now(knex);
      const start =
        cursor === undefined ? { revision, after: 0 } : readCursor(cursor);
      // what is still being written would be kept for those who come when it is done
      if (start.revision > revision) throw new InputError(notYet(cursor));
      const at = { knex, revision: start.revision };
      const { after } = start;
      const make = () => landscapePage(at, viewer, { rollUp, after, limit });
      const page = viewer.seesAll
        ? await keptPages(`${at.revision} ${rollUp} ${after} ${limit}`, make)
        : await make();
      return { asOf: await checkedAt(knex), ...page };
    },

    async moments({ limit, cursor }) {
      await now(knex);
      const found = await moments(knex, { before: cursor, limit: limit + 1 });
      const shown = found.slice(0, limit);
      const last = shown[shown.length - 1];
      return {
        asOf: await checkedAt(knex),
        moments: shown,
        ...(found.length > limit && last
          ? { next: String(last.revision) }
          : {}),
      };
    },

    async difference(viewer, { from, to, box }) {
      const { revision } = await now(knex);
      const first = await momentAt(knex, 'from', from);
      const second = await momentAt(knex, 'to', to ?? String(revision));
      const ref = box?.toLowerCase();
      if (ref && !(await seenEntities(knex, viewer, [ref])).has(ref)) {
        throw new NotFoundError(noSuch(ref));
      }
      const states = ref
        ? await boxAtTwo(knex, first.revision, second.revision, ref)
        : await changedAtTwo(knex, first.revision, second.revision);
      if (!states) throw new NotFoundError(noSuch(box ?? ''));
      const before = await visibleTopology(knex, viewer, states.before);
      const after = await visibleTopology(knex, viewer, states.after);
      // what a viewer does not see may have changed: that shows nowhere
      const ids = viewer.seesAll || ref ? undefined : around(before, after);
      const shown = (topology: Topology) =>
        encodeTopology(ids ? restrict(topology, ids) : topology);
      return {
        asOf: await checkedAt(knex),
        from: first,
        to: second,
        before: shown(before),
        after: shown(after),
        truncated: states.truncated && viewer.seesAll,
      };
    },

    async search(viewer, text, limit) {
      return {
        asOf: await checkedAt(knex),
        matches: await search(await now(knex), viewer, text, limit),
      };
    },
  };
}

async function wholeLandscape(
  at: At,
  viewer: Viewer,
  after: number,
  limit: number,
): Promise<Landscape & { next?: number }> {
  const { topology, next } = await wholePage(at, after, limit);
  const part = await visiblePart(at.knex, viewer, topology);
  const nodes = await visibleNodes(at, viewer, part.nodes);
  const boxes = await namedBoxes(at.knex, viewer, part, nodes);
  const visible = { ...part, nodes, boxes };
  return {
    topology: visible,
    parts: visible.nodes.map(() => 1),
    calls: visible.edges.map(() => 1),
    next,
  };
}

/** A box is asked for by those who see a part of it: without what only touches what they do not see. */
async function withoutLoose(
  knex: Knex,
  viewer: Viewer,
  topology: Topology,
  ref: string,
): Promise<Topology> {
  if (viewer.seesAll) return topology;
  const visible = await visibleTopology(knex, viewer, topology);
  const inside = new Set([ref]);
  for (let size = 0; size !== inside.size; ) {
    size = inside.size;
    for (const { id, parent } of visible.boxes) {
      if (parent && inside.has(parent)) inside.add(id);
    }
  }
  const touched = new Set(visible.edges.flatMap(({ from, to }) => [from, to]));
  const kept = new Set(
    visible.nodes
      .filter(({ id, box }) => touched.has(id) || (box && inside.has(box)))
      .map(({ id }) => id),
  );
  const nodes = visible.nodes.filter(
    ({ id, providedBy }) =>
      kept.has(id) || (providedBy && kept.has(providedBy)),
  );
  return { ...visible, nodes };
}

/** An answer without when the index was last compared, which is another at each time. */
type Lasting<T extends { asOf: string }> = Omit<T, 'asOf'>;

const MOST_KEPT = 4;

/**
 * Landscapes of a revision never change. The last ones for those who see everything are kept, for they are
 * the same for all of them.
 */
function keepLast<T>() {
  const kept = new Map<string, Promise<T>>();
  return (key: string, make: () => Promise<T>): Promise<T> => {
    const known = kept.get(key);
    if (known) return known;
    const made = make();
    made.catch(() => kept.delete(key));
    kept.set(key, made);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return made;
  };
}

async function now(knex: Knex): Promise<At> {
  const revision = await currentRevision(knex);
  if (!revision) {
    throw new ServiceUnavailableError(
      'The topology is being indexed for the first time; try again in a minute',
    );
  }
  return { knex, revision: revision.number };
}

async function pending(knex: Knex): Promise<PendingAnswer> {
  return { asOf: await checkedAt(knex), pending: true };
}

async function checkedAt(knex: Knex): Promise<string> {
  return (await lastCheck(knex)) ?? new Date(0).toISOString();
}

function notYet(cursor: string | undefined): string {
  return `'cursor' is '${cursor}', of a state that is not there yet; write what the page before gave as 'next'`;
}

function noSuch(ref: string): string {
  return `The topology has no ${ref}; it may be gone, or not yours to see`;
}
