import type {
  ObservedAnswer,
  ObservedCall,
} from '@golden-path/backstage-plugin-topology-common';
import type { Knex } from 'knex';
import { knowable } from '../access/visible';
import type { Viewer } from '../access/viewer';
import { lastCheck } from '../database/revisions';
import { meaningsOf } from './names';
import { type Observation, observedCall } from './observe';

/** What was observed between entities that a viewer may see. */
export async function observedAnswer(
  knex: Knex,
  viewer: Viewer,
  observation: Observation,
): Promise<ObservedAnswer> {
  const { calls, window, sources } = observation;
  const names = calls.flatMap(({ client, server }) => [client, server]);
  const meanings = await meaningsOf(knex, names);
  const refs = [...meanings.values()].flatMap(({ ref }) => ref ?? []);
  const known = await knowable(knex, viewer, refs);
  const seen: ObservedCall[] = calls.flatMap(call => {
    const from = meanings.get(call.client)?.ref;
    const to = meanings.get(call.server)?.ref;
    if (!from || !to || !known.has(from) || !known.has(to)) return [];
    return [observedCall(call, { from, to }, window)];
  });
  // names that fit no entity may still tell of one that is hidden
  const unmatched = viewer.seesAll
    ? [...meanings].filter(([, { ref }]) => !ref).map(([name]) => name)
    : [];
  return {
    asOf: (await lastCheck(knex)) ?? window.to,
    window,
    calls: seen,
    unmatched: unmatched.sort(),
    sources,
  };
}
