import assert from 'node:assert/strict';
import { goEnvironment, runService } from './goService';
import type { Postgres } from './postgres';
import { runOrThrow } from './processes';

/**
 * Builds the service of orders and customers in a folder, runs its tests, and
 * asks it everything that it is made for. `more` is what its orders need besides
 * a number, a total and a customer.
 */
export async function buildsAndServes(
  directory: string,
  name: string,
  postgres: Postgres,
  more: Record<string, unknown> = {},
): Promise<void> {
  const env = goEnvironment({ TEST_DATABASE_URL: postgres.dsn });
  const go = (...args: string[]) =>
    runOrThrow('go', args, { cwd: directory, env });
  await go('build', './...');
  await go('vet', './...');
  await go('test', '-race', '-count=1', './...');
  const service = await runService(
    directory,
    name,
    await postgres.createDatabase(name),
  );
  try {
    await exercise(service.url, more);
  } finally {
    await service.stop();
  }
}

function totalsOf({ items }: Record<string, unknown>): unknown[] {
  return (items as { total: unknown }[]).map(({ total }) => total);
}

/** Creates, reads, lists in order by cursor, updates and deletes, and goes wrong in each. */
async function exercise(
  url: string,
  more: Record<string, unknown>,
): Promise<void> {
  const call = (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) =>
    fetch(`${url}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  const json = async (response: Response) =>
    (await response.json()) as Record<string, unknown>;

  const created = await call('POST', '/customers', { email: 'a@example.com' });
  assert.equal(created.status, 201);
  const customer = await json(created);
  const order = {
    number: 'A-1',
    total: '12.50',
    customer_id: customer.id,
    ...more,
  };
  const first = await call('POST', '/orders', order);
  assert.equal(first.status, 201, await first.clone().text());
  const made = await json(first);
  assert.equal(made.status, 'draft');
  assert.equal(made.total, '12.50');
  const path = `/orders/${made.id}`;
  const etag = first.headers.get('etag') ?? '';

  const duplicate = await call('POST', '/orders', order);
  assert.equal(duplicate.status, 409);
  assert.equal(
    duplicate.headers.get('content-type'),
    'application/problem+json',
  );
  const wrong = await call('POST', '/orders', { ...order, total: 'much' });
  assert.equal(wrong.status, 400);
  assert.equal((await call('DELETE', `/customers/${customer.id}`)).status, 409);

  // Less as a number, more as text.
  await call('POST', '/orders', { ...order, number: 'A-2', total: '2.50' });
  for (const [sort, totals] of [
    ['-created_at', ['2.50', '12.50']],
    ['total', ['2.50', '12.50']],
    ['-total', ['12.50', '2.50']],
  ] as const) {
    const page = await json(await call('GET', `/orders?limit=1&sort=${sort}`));
    const rest = await json(
      await call('GET', `/orders?limit=1&cursor=${page.next_cursor}`),
    );
    assert.deepEqual([...totalsOf(page), ...totalsOf(rest)], totals, sort);
  }

  const updated = await call(
    'PUT',
    path,
    { ...order, status: 'paid' },
    { 'if-match': etag },
  );
  assert.equal(updated.status, 200, await updated.clone().text());
  const stale = await call('PUT', path, order, { 'if-match': etag });
  assert.equal(stale.status, 412);
  const unversioned = await call('PUT', path, order);
  assert.equal(unversioned.status, 428);
  assert.equal((await call('DELETE', path)).status, 204);
  assert.equal((await call('GET', path)).status, 404);
  assert.equal((await call('PATCH', path)).status, 405);
}
