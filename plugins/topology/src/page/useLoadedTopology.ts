import type { LoadedTopology } from '../source/loadTopology';
import type { Unread } from '../source/endpoint';
import { useLoaded } from './useLoaded';

const NOTES: Record<Unread, string> = {
  entity:
    'New in the catalog: drawn from there, the index reads it in a moment',
  catalog: 'Drawn from the catalog while the index reads it for the first time',
};

/** How old a picture may get that somebody looks at; the index itself reads the catalog once a minute. */
const FRESH_MS = 30_000;

/** How long nothing is shown as all there is: a catalog that has just started fills in seconds. */
const EMPTY_MS = 5_000;

function againInMs({ awaited, indexed, topology }: LoadedTopology) {
  if (!indexed) return awaited?.againInMs;
  return topology.nodes.length === 0 ? EMPTY_MS : FRESH_MS;
}

/**
 * A topology for a page. What the index answers follows the catalog while somebody looks; what it does not have yet
 * comes from the catalog until it has, with a note that says so.
 */
export function useLoadedTopology(
  load: (last?: LoadedTopology) => Promise<LoadedTopology>,
  subject: string,
  variant?: string,
) {
  const { value, problem } = useLoaded(load, subject, variant, againInMs);
  const { indexed = false, awaited, answers, ...content } = value ?? {};
  return {
    ...content,
    indexed,
    note: awaited && NOTES[awaited.unread],
    problem,
  };
}
