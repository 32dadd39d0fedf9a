import type { Knex } from 'knex';

/** A state of the index, and when it became known. */
export interface Revision {
  number: number;
  at: string;
}

/** The youngest state that readers may see; undefined before the first refresh has ended. */
export async function currentRevision(
  knex: Knex,
): Promise<Revision | undefined> {
  return revisions(knex).orderBy('number', 'desc').first();
}

/** Query of the states that readers may see. */
export function revisions(knex: Knex) {
  return knex<Revision & { published: boolean }>('revisions')
    .select('number', 'at')
    .where('published', true);
}

/** The state that is being written. A refresh that was cut off goes on with the one it had begun. */
export async function openRevision(knex: Knex, now: Date): Promise<number> {
  const open = await knex('revisions').where('published', false).first();
  if (open) return open.number;
  const number = ((await currentRevision(knex))?.number ?? 0) + 1;
  await knex('revisions').insert({
    number,
    at: now.toISOString(),
    published: false,
  });
  return number;
}

/** Lets readers see a state. */
export async function publish(
  knex: Knex,
  number: number,
  now: Date,
): Promise<void> {
  await knex('revisions')
    .where({ number })
    .update({ at: now.toISOString(), published: true });
}

/** Notes that the index agreed with the catalog. */
export async function noteCheck(knex: Knex, now: Date): Promise<void> {
  await knex('checks')
    .insert({ id: 1, at: now.toISOString() })
    .onConflict('id')
    .merge();
}

/** When the index last agreed with the catalog: ISO 8601. */
export async function lastCheck(knex: Knex): Promise<string | undefined> {
  const row = await knex<{ id: number; at: string }>('checks').first();
  return row?.at;
}
