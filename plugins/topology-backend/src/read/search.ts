import type {
  TopologyBox,
  TopologyMatch,
  TopologyNode,
} from '@golden-path/backstage-plugin-topology-common';
import { knowable, seenEntities } from '../access/visible';
import type { Viewer } from '../access/viewer';
import { type At, rowsAt } from './rows';

/** Rows looked at for a viewer who may see few of them, before the search gives up. */
const MAX_LOOKED_AT = 5000;

/** Systems, domains and nodes whose name or title holds a text, the best match first. */
export async function search(
  at: At,
  viewer: Viewer,
  text: string,
  limit: number,
): Promise<TopologyMatch[]> {
  const wanted = text.trim().toLowerCase();
  const found: TopologyMatch[] = [];
  const pageSize = viewer.seesAll ? limit : Math.max(limit, 200);
  for (let offset = 0; offset < MAX_LOOKED_AT; offset += pageSize) {
    const page = await candidates(at, wanted, pageSize, offset);
    const seen = await seenEntities(
      at.knex,
      viewer,
      page.map(({ id }) => id),
    );
    const boxes = await knowable(
      at.knex,
      viewer,
      page.flatMap(({ box }) => box ?? []),
    );
    for (const { box, ...match } of page) {
      if (!seen.has(match.id)) continue;
      found.push(box && boxes.has(box) ? { ...match, box } : match);
    }
    if (found.length >= limit || page.length < pageSize) break;
  }
  return found.slice(0, limit);
}

async function candidates(
  at: At,
  text: string,
  limit: number,
  offset: number,
): Promise<TopologyMatch[]> {
  const { knex } = at;
  const holding = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const starting = holding.slice(1);
  const rows = (table: 'nodes' | 'boxes', first: number) =>
    rowsAt<{ doc: string }>(at, table)
      .select(
        'doc',
        'label',
        // what is named exactly so comes first, then what begins so; boxes before nodes
        knex.raw(
          `case when label = ? then 0 when label like ? escape '\\' then 2 else 4 end + ${first} as place`,
          [text, starting],
        ),
      )
      .whereRaw(`label like ? escape '\\'`, [holding]);
  const matches = await knex
    .select<{ doc: string }[]>('doc')
    .from(
      rows('nodes', 1)
        .unionAll([rows('boxes', 0)])
        .as('found'),
    )
    .orderBy(['place', 'label', 'doc'])
    .limit(limit)
    .offset(offset);
  return matches.map(({ doc }) =>
    matchOf(JSON.parse(doc) as TopologyNode | TopologyBox),
  );
}

function matchOf(item: TopologyNode | TopologyBox): TopologyMatch {
  const box = 'parent' in item ? item.parent : (item as TopologyNode).box;
  return {
    id: item.id,
    name: item.name,
    ...(item.title === undefined ? {} : { title: item.title }),
    ...(item.kind === undefined ? {} : { kind: item.kind }),
    ...(box === undefined ? {} : { box }),
  };
}
