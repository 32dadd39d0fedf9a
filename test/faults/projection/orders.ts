import type { RunningService } from '../../support/goService';
import { countWrites, runClients, type Writes } from '../writing';

const STATUSES = ['draft', 'paid', 'shipped', 'cancelled'];
const CLIENTS = 8;
/** Orders of one customer. */
const ORDERS = 8;

/**
 * Clients that create orders, move them along and delete some, on whichever service
 * answers, until `writes` are acknowledged or the test is over.
 */
export function changeOrders(
  services: readonly RunningService[],
  writes: number,
  over: AbortSignal,
): Writes & { done: Promise<void> } {
  const counted = countWrites();
  const isDone = () => over.aborted || counted.acknowledged() >= writes;
  const write = (turn: number, method: string, path: string, body?: unknown) =>
    counted.write({
      method,
      url: `${services[turn % services.length]!.url}${path}`,
      body,
    });

  async function client(name: number): Promise<void> {
    for (let turn = 0; !isDone(); turn += 1) {
      const customer = await write(name + turn, 'POST', '/api/v1/customers', {
        email: `c${name}.${turn}@example.com`,
      });
      if (!customer) continue;
      const { id } = customer.json() as { id: string };
      for (let n = 0; n < ORDERS && !isDone(); n += 1) {
        const order = (status: string) => ({
          number: `${name}.${turn}.${n}`,
          total: '1.00',
          status,
          customer_id: id,
        });
        const at = name + turn + n;
        const created = await write(
          at,
          'POST',
          '/api/v1/orders',
          order('draft'),
        );
        if (!created?.path) continue;
        const { path } = created;
        const status = STATUSES[n % STATUSES.length]!;
        await write(at + 1, 'PUT', path, order(status));
        if (status === 'cancelled') await write(at, 'DELETE', path);
      }
    }
  }

  return { ...counted, done: runClients(CLIENTS, client) };
}
