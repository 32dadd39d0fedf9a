import type { Shop } from './shop';

const CUSTOMERS = '/api/v1/customers';
/** Each deletes the customer that it has after so many changes, and makes another. */
const CHANGES = 10;

/** What writers have done so far. */
export interface Writers {
  /** Writes that the service has answered with success. */
  acknowledged(): number;
  /** Failed requests and other answers, by what they were. */
  failures(): ReadonlyMap<string, number>;
  /** Waits until all writes are acknowledged. */
  done: Promise<void>;
}

/** Clients that create, change and delete customers until `writes` are acknowledged. */
export function startWriters(
  { service }: Shop,
  writes: number,
  clients = 16,
): Writers {
  let acknowledged = 0;
  const failures = new Map<string, number>();
  const count = (what: string) =>
    failures.set(what, (failures.get(what) ?? 0) + 1);

  /** The answer of a write that succeeded; undefined if it failed, and nobody knows how far it came. */
  async function write(
    method: string,
    path: string,
    email?: string,
  ): Promise<Response | undefined> {
    try {
      const response = await fetch(`${service.url}${path}`, {
        method,
        headers: { 'content-type': 'application/json', 'if-match': '*' },
        ...(email && { body: JSON.stringify({ email }) }),
      });
      await response.arrayBuffer();
      if (response.ok) {
        acknowledged += 1;
        return response;
      }
      count(`status ${response.status}`);
    } catch {
      count('no answer');
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    return undefined;
  }

  async function client(name: number): Promise<void> {
    for (let turn = 0; acknowledged < writes; turn += 1) {
      const email = (n: number) => `c${name}.${turn}.${n}@example.com`;
      const created = await write('POST', CUSTOMERS, email(0));
      const path = created?.headers.get('location');
      if (!path) continue;
      for (let n = 1; n <= CHANGES && acknowledged < writes; n += 1) {
        await write('PUT', path, email(n));
      }
      if (acknowledged < writes) await write('DELETE', path);
    }
  }

  return {
    acknowledged: () => acknowledged,
    failures: () => failures,
    done: Promise.all(
      Array.from({ length: clients }, (_, name) => client(name)),
    ).then(() => undefined),
  };
}
