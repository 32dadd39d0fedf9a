import { countWrites, runClients, type Writes } from '../writing';
import type { Shop } from './shop';

const CUSTOMERS = '/api/v1/customers';
const CLIENTS = 16;
/** Each deletes the customer that it has after so many changes, and makes another. */
const CHANGES = 10;

/**
 * Clients that create, change and delete customers until `writes` are acknowledged,
 * for as long as somebody wants more, and no longer than the test.
 */
export function startWriters(
  { service, over }: Shop,
  writes: number,
  more = () => false,
): Writes & { done: Promise<void> } {
  const counted = countWrites();
  const isDone = () =>
    over.aborted || (counted.acknowledged() >= writes && !more());
  const write = (method: string, path: string, email?: string) =>
    counted.write({
      method,
      url: `${service.url}${path}`,
      ...(email && { body: { email } }),
    });

  async function client(name: number): Promise<void> {
    for (let turn = 0; !isDone(); turn += 1) {
      const email = (n: number) => `c${name}.${turn}.${n}@example.com`;
      const created = await write('POST', CUSTOMERS, email(0));
      if (!created?.path) continue;
      for (let n = 1; n <= CHANGES && !isDone(); n += 1) {
        await write('PUT', created.path, email(n));
      }
      if (!isDone()) await write('DELETE', created.path);
    }
  }

  return { ...counted, done: runClients(CLIENTS, client) };
}
