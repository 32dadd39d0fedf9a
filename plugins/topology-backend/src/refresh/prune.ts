import type { Knex } from 'knex';
import { revisions } from '../database/revisions';

/** Forgets states that ended before `horizon`. The youngest state of all is always kept. */
export async function pruneHistory(knex: Knex, horizon: Date): Promise<void> {
  const kept = await revisions(knex)
    .where('at', '<=', horizon.toISOString())
    .orderBy('number', 'desc')
    .first();
  // the state that held at the horizon still has to be shown
  if (!kept) return;
  for (const table of ['nodes', 'boxes', 'edges']) {
    await knex(table).where('until', '<=', kept.number).delete();
  }
  await knex('revisions').where('number', '<', kept.number).delete();
}
