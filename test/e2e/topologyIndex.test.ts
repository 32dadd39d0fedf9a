// The index and endpoint of the topology in the real portal, over the catalog of Online Boutique.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  decodeTopology,
  type LandscapeAnswer,
  type TopologyAnswer,
} from '../../plugins/topology-common/src';
import { startPortal, type Portal } from '../support/portal';
import { waitUntil } from '../support/waiting';

const REFRESH = {
  frequency: { seconds: 2 },
  timeout: { minutes: 1 },
  initialDelay: { seconds: 1 },
};

let portal: Portal;
before(async () => {
  portal = await startPortal({
    config: { topology: { refresh: REFRESH } },
  });
});
after(() => portal.stop());

async function ask<T>(path: string): Promise<T> {
  const response = await portal.fetch(`/api/topology/v1${path}`);
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as T;
}

describe('the topology of a real catalog', () => {
  it('is indexed soon after the portal started', async () => {
    await waitUntil(
      'the checkout service is indexed with whom it calls',
      async () => {
        const { topology } = await ask<TopologyAnswer>(
          '/entities/component/default/checkoutservice',
        );
        return decodeTopology(topology).edges.length >= 6;
      },
      90_000,
    );
  });

  it('has a landscape of systems', async () => {
    const answer = await ask<LandscapeAnswer>('/landscape');
    const { nodes } = decodeTopology(answer.topology);
    assert.ok(
      nodes.some(({ kind }) => kind === 'system'),
      'no system',
    );
    assert.equal(answer.parts.length, nodes.length);
  });

  it('outlives a restart', async () => {
    const path = '/entities/component/default/checkoutservice';
    const known = await ask<TopologyAnswer>(path);
    await portal.restart();
    const again = await ask<TopologyAnswer>(path);
    assert.deepEqual(again.topology, known.topology);
  });
});
