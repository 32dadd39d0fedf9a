import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { it } from 'node:test';
import { readiness } from '../callingServices';
import { refused, type Edge } from './edge';

/** What a gateway answers while a service behind it does not. */
export function outages(edge: Edge): void {
  it('says which service does not answer, and keeps the others', async () => {
    const as = edge.caller('patient');
    let held: Promise<Response>;
    await new Promise<void>(resolve => {
      edge.parcelsDo = () => resolve();
      held = edge.send('GET', 'parcels', as);
    });
    const busy = await edge.send('GET', 'parcels', as);
    assert.equal(busy.headers.get('retry-after'), '1');
    await refused(busy, 503, 'upstream_busy');
    await refused(await held!, 504, 'upstream_timeout');
    assert.equal((await edge.send('GET', 'orders', as)).status, 200);

    edge.parcels.closeAllConnections();
    const { port } = edge.parcels.address() as AddressInfo;
    edge.parcels.close();
    await once(edge.parcels, 'close');
    await refused(
      await edge.send('GET', 'parcels', as),
      502,
      'upstream_unavailable',
    );
    assert.equal((await edge.send('GET', 'orders', as)).status, 200);
    const { status, checks } = await readiness(edge.gateway);
    assert.equal(status, 200);
    assert.equal(checks['upstream-orders'], 'ok');
    assert.match(checks['upstream-parcels'] ?? '', /connection refused/);

    edge.parcels.listen(port, '127.0.0.1');
    await once(edge.parcels, 'listening');
    edge.parcelsDo = (_, answer) => answer.writeHead(204).end();
    assert.equal((await edge.send('GET', 'parcels', as)).status, 204);
  });
}
