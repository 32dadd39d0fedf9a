import {
  encodeTopology,
  topologyFromEntities,
} from '@golden-path/backstage-plugin-topology-common';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { shopEntities } from '../__testUtils__/shopEntities';
import { loadAround, loadLandscape, type TopologyApis } from './loadTopology';

const { topology } = topologyFromEntities(shopEntities);
const orders = shopEntities.find(({ metadata }) => metadata.name === 'orders')!;

/** A portal whose endpoint gives these answers, one after the other. */
function portal(...answers: { status: number; body?: unknown }[]) {
  const asked: string[] = [];
  const apis: TopologyApis = {
    catalog: catalogApiMock({ entities: shopEntities }),
    discovery: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetcher: {
      fetch: async input => {
        asked.push(String(input));
        const { status, body } = answers.shift()!;
        return {
          ok: status < 300,
          status,
          headers: new Headers({ 'retry-after': '7' }),
          json: async () => body,
        } as Response;
      },
    },
  };
  return { apis, asked };
}

const answer = (part: typeof topology, more: object = {}) => ({
  status: 200,
  body: {
    asOf: '2026-11-20T12:00:00Z',
    revision: 1,
    topology: encodeTopology(part),
    findings: [],
    ...more,
  },
});

describe('where a topology comes from', () => {
  it('is the index, page after page, with nothing twice', async () => {
    const half = topology.nodes.length / 2;
    const { apis, asked } = portal(
      answer(
        { ...topology, nodes: topology.nodes.slice(0, half) },
        { next: 'page-2' },
      ),
      answer({ ...topology, nodes: topology.nodes.slice(half) }),
    );
    const loaded = await loadLandscape(apis);
    expect(loaded).toMatchObject({ indexed: true, topology });
    expect(asked[1]).toContain('cursor=page-2');
  });

  it('is the catalog where there is no index', async () => {
    const loaded = await loadLandscape(portal({ status: 404 }).apis);
    expect(loaded.indexed).toBe(false);
    expect(loaded.topology).toEqual(topology);
    expect(loaded.awaited).toBeUndefined();
  });

  it('is the catalog, once, while the index is made for the first time', async () => {
    const { apis } = portal({ status: 503 }, { status: 503 }, answer(topology));
    const catalog = jest.spyOn(apis.catalog, 'queryEntities');
    const first = await loadLandscape(apis);
    expect(first).toMatchObject({
      indexed: false,
      topology,
      awaited: { unread: 'catalog', againInMs: 7000 },
    });
    const asked = catalog.mock.calls.length;
    const second = await loadLandscape(apis, first);
    expect(second).toEqual(first);
    expect(catalog.mock.calls).toHaveLength(asked);
    const third = await loadLandscape(apis, second);
    expect(third).toMatchObject({ indexed: true, topology });
    expect(third.awaited).toBeUndefined();
  });

  it('is awaited until the index answers, or is no more', async () => {
    const { apis } = portal({ status: 503 }, { status: 404 });
    const first = await loadLandscape(apis);
    const fetcher = {
      fetch: () => Promise.reject(new TypeError('Failed to fetch')),
    };
    const unreached = await loadLandscape({ ...apis, fetcher }, first);
    expect(unreached).toEqual(first);
    const gone = await loadLandscape(apis, unreached);
    expect(gone.topology).toBe(first.topology);
    expect(gone.awaited).toBeUndefined();
  });

  it('is the same object as long as the index says the same', async () => {
    const { apis } = portal(
      answer(topology),
      answer(topology, { asOf: '2026-11-20T12:01:00Z', revision: 2 }),
      { status: 500 },
      // at one revision still: the user may see less than before
      answer({ ...topology, edges: [] }, { revision: 2 }),
    );
    const first = await loadLandscape(apis);
    expect(await loadLandscape(apis, first)).toBe(first);
    expect(await loadLandscape(apis, first)).toBe(first);
    const changed = await loadLandscape(apis, first);
    expect(changed.topology.edges).toEqual([]);
  });

  it('is not what the index does not show any more', async () => {
    const refused = { status: 403, body: { error: { message: 'not yours' } } };
    const { apis } = portal(answer(topology), refused, { status: 404 });
    const first = await loadAround(apis, orders, 1);
    await expect(loadAround(apis, orders, 1, first)).rejects.toMatchObject({
      statusCode: 403,
    });
    const catalog = jest.spyOn(apis.catalog, 'getEntitiesByRefs');
    const gone = await loadAround(apis, orders, 1, first);
    expect(gone.indexed).toBe(false);
    expect(catalog).toHaveBeenCalled();
  });

  it('is the catalog, once, until the index has read an entity', async () => {
    const { apis } = portal({ status: 202 }, { status: 202 }, answer(topology));
    const catalog = jest.spyOn(apis.catalog, 'getEntitiesByRefs');
    const first = await loadAround(apis, orders, 1);
    expect(first).toMatchObject({
      indexed: false,
      awaited: { unread: 'entity', againInMs: 7000 },
    });
    expect(first.topology.nodes.map(({ name }) => name)).toContain('users');
    const asked = catalog.mock.calls.length;
    expect(asked).toBeGreaterThan(0);
    const second = await loadAround(apis, orders, 1, first);
    expect(second).toEqual(first);
    expect(second.topology).toBe(first.topology);
    expect(catalog.mock.calls).toHaveLength(asked);
    const third = await loadAround(apis, orders, 1, second);
    expect(third.indexed).toBe(true);
    expect(third).not.toHaveProperty('awaited');
  });

  it('is not the catalog where the index refuses', async () => {
    const refused = { status: 403, body: { error: { message: 'not yours' } } };
    await expect(loadLandscape(portal(refused).apis)).rejects.toMatchObject({
      statusCode: 403,
      message: 'not yours',
    });
  });

  it('is asked for one entity up to a depth', async () => {
    const { apis, asked } = portal(answer(topology));
    const loaded = await loadAround(apis, orders, 2);
    expect(asked).toEqual([
      'http://portal/api/topology/v1/entities/component/default/orders?depth=2',
    ]);
    expect(loaded.topology.boxes.map(({ kind }) => kind)).not.toContain(
      'domain',
    );
  });
});
