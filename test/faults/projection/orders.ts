import type { RunningService } from '../../support/goService';

const STATUSES = ['draft', 'paid', 'shipped', 'cancelled'];

/** What clients have done so far. */
export interface Writers {
  /** Writes that a service has answered with success. */
  acknowledged(): number;
  /** Waits until all writes are acknowledged. */
  done: Promise<void>;
}

/** Clients that create orders, move them along and delete some, on whichever service answers. */
export function changeOrders(
  services: readonly RunningService[],
  writes: number,
  clients = 8,
): Writers {
  let acknowledged = 0;

  /** The answer of a write that succeeded, undefined if it failed. */
  async function write(
    turn: number,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Response | undefined> {
    try {
      const { url } = services[turn % services.length]!;
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { 'content-type': 'application/json', 'if-match': '*' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (response.ok) {
        acknowledged += 1;
        return response;
      }
      await response.arrayBuffer();
    } catch {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    return undefined;
  }

  async function client(name: number): Promise<void> {
    for (let turn = 0; acknowledged < writes; turn += 1) {
      const customer = await write(name + turn, 'POST', '/api/v1/customers', {
        email: `c${name}.${turn}@example.com`,
      });
      if (!customer) continue;
      const { id } = (await customer.json()) as { id: string };
      for (let n = 0; n < 8 && acknowledged < writes; n += 1) {
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
        const path = created?.headers.get('location');
        if (!path) continue;
        await write(at + 1, 'PUT', path, order(STATUSES[n % 4]!));
        if (n % 4 === 3) await write(at, 'DELETE', path);
      }
    }
  }

  return {
    acknowledged: () => acknowledged,
    done: Promise.all(
      Array.from({ length: clients }, (_, name) => client(name)),
    ).then(() => undefined),
  };
}
