import { InputError, NotFoundError } from '@backstage/errors';
import type { TopologyMoment } from '@golden-path/backstage-plugin-topology-common';
import type { Knex } from 'knex';
import { type Revision, revisions } from '../database/revisions';

/** States that can be compared, the youngest first. */
export async function moments(
  knex: Knex,
  page: { before?: number; limit: number },
): Promise<TopologyMoment[]> {
  const query = revisions(knex).orderBy('number', 'desc').limit(page.limit);
  if (page.before !== undefined) query.where('number', '<', page.before);
  return (await query).map(momentOf);
}

/**
 * The state that held at a moment, given as the number of a revision or as a time.
 *
 * @throws InputError if it is neither, NotFoundError if history does not go back so far
 */
export async function momentAt(
  knex: Knex,
  field: string,
  text: string,
): Promise<TopologyMoment> {
  const isNumber = /^\d{1,9}$/.test(text);
  const time = new Date(text);
  if (!isNumber && Number.isNaN(time.getTime())) {
    throw new InputError(
      `'${field}' is '${text}', neither a revision nor a time; write 12 or 2026-11-01T10:00:00Z`,
    );
  }
  const query = revisions(knex).orderBy('number', 'desc');
  const found: Revision | undefined = await (isNumber
    ? query.where('number', Number(text))
    : query.where('at', '<=', time.toISOString())
  ).first();
  if (found) return momentOf(found);
  const oldest = await revisions(knex).orderBy('number').first();
  throw new NotFoundError(
    `'${field}' is '${text}', which the history does not hold; its oldest moment is ${
      oldest ? `revision ${oldest.number} of ${oldest.at}` : 'yet to come'
    }`,
  );
}

function momentOf({ number, at }: Revision): TopologyMoment {
  return { revision: number, at };
}
