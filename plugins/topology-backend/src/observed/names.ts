import type { Knex } from 'knex';
import { inChunks } from '../database/chunks';
import { isIndexable } from '../database/text';

/** What an observed name stands for. */
export interface NameMeaning {
  /** The one entity; absent, if there is none or more than one. */
  ref?: string;
}

interface Bearer {
  name: string;
  ref: string;
  stated: boolean | number;
}

/**
 * What observed names stand for: an entity ref itself, or else the one entity whose annotation states the
 * name, or else the one component of that name, or else the one resource.
 */
export async function meaningsOf(
  knex: Knex,
  names: Iterable<string>,
): Promise<Map<string, NameMeaning>> {
  const asked = [...new Set(names)];
  const lower = asked.map(name => name.toLowerCase()).filter(isIndexable);
  const bearers = await inChunks<string, Bearer>(lower, part =>
    knex('names')
      .join('items', 'items.id', 'names.item_id')
      .select('names.name', 'items.ref', 'names.stated')
      .whereIn('names.name', part),
  );
  const refs = await inChunks<string, { ref: string }>(lower, part =>
    knex('items').select('ref').whereIn('ref', part).whereNotNull('etag'),
  );
  const known = new Set(refs.map(({ ref }) => ref));
  const byName = new Map<string, Bearer[]>();
  for (const bearer of bearers) {
    byName.set(bearer.name, [...(byName.get(bearer.name) ?? []), bearer]);
  }
  return new Map(
    asked.map(name => {
      const key = name.toLowerCase();
      return known.has(key)
        ? [name, { ref: key }]
        : [name, meaningOf(byName.get(key) ?? [])];
    }),
  );
}

function meaningOf(bearers: readonly Bearer[]): NameMeaning {
  const stated = bearers.filter(each => each.stated);
  const components = bearers.filter(({ ref }) => ref.startsWith('component:'));
  const ranks = [stated, components, bearers];
  const best = ranks.find(rank => rank.length > 0) ?? [];
  return best.length === 1 && best[0] ? { ref: best[0].ref } : {};
}
