import { setImmediate } from 'node:timers/promises';
import { type At, rowsAt } from './rows';

const PAGE = 4000;

/** Every node, box or edge at a revision, page by page, so that others have their turn in between. */
export async function* scan<T>(
  at: At,
  table: 'nodes' | 'boxes' | 'edges',
): AsyncGenerator<T[]> {
  for (let last = 0; ; ) {
    const page = await rowsAt<{ id: number; doc: string }>(at, table)
      .select('id', 'doc')
      .where('id', '>', last)
      .orderBy('id')
      .limit(PAGE);
    if (page.length > 0) yield page.map(({ doc }) => JSON.parse(doc) as T);
    if (page.length < PAGE) return;
    last = page[page.length - 1]!.id;
    await setImmediate();
  }
}
