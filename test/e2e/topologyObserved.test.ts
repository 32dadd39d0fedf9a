// Observed calls in the real portal: a real Prometheus scrapes a composed service under load, and metrics as
// OpenTelemetry's servicegraph connector writes them; a file states calls, and a server answers the one
// documented request of Jaeger's query service (no real Jaeger: Debian has none).
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  Composer,
  locatePack,
  writeTree,
} from '@golden-path/backstage-plugin-golden-path-node';
import { parse } from 'yaml';
import {
  confirm,
  decodeTopology,
  type ObservedAnswer,
  type TopologyAnswer,
} from '../../plugins/topology-common/src';
import { orderAnswers } from '../support/answers';
import { inFolder } from '../support/folders';
import { runService, type RunningService } from '../support/goService';
import { startPortal, type Portal } from '../support/portal';
import { freePort } from '../support/ports';
import { startPostgres, type Postgres } from '../support/postgres';
import { startPrometheus, type Prometheus } from '../support/prometheus';
import { startRedis, type Redis } from '../support/redis';
import { waitUntil } from '../support/waiting';

const ROOT = join(__dirname, '..', '..');
const STARTED = Date.now();
const RATE = 20;
/** The services of the demonstration catalog between which calls are observed. */
const BOUTIQUE = [
  ...['frontend', 'checkoutservice', 'cartservice', 'redis-cart'],
  ...['adservice', 'paymentservice', 'emailservice', 'loadgenerator'],
];

/** Counters that have grown by so many calls a second since the test began. */
const metrics: RequestListener = (_request, response) => {
  const series = (labels: string, rate: number, failed: number) => {
    const calls = ((Date.now() - STARTED) / 1000) * rate;
    const name = 'traces_service_graph_request';
    const bucket = (le: string, share: number) =>
      `${name}_server_seconds_bucket{${labels},le="${le}"} ${calls * share}`;
    return [
      `${name}_total{${labels}} ${calls}`,
      ...(failed ? [`${name}_failed_total{${labels}} ${calls * failed}`] : []),
      bucket('0.1', 0.9),
      bucket('0.2', 1),
      bucket('+Inf', 1),
    ];
  };
  const lines = [
    ...series(
      'client="frontend",server="checkoutservice",connection_type=""',
      RATE,
      0.25,
    ),
    ...series(
      'client="cartservice",server="redis-cart",connection_type="database"',
      RATE,
      0,
    ),
    ...series(
      'client="adservice",server="paymentservice",connection_type=""',
      RATE,
      0,
    ),
    ...series(
      'client="user",server="frontend",connection_type="virtual_node"',
      RATE,
      0,
    ),
  ];
  response.setHeader('content-type', 'text/plain; version=0.0.4');
  response.end(`${lines.join('\n')}\n`);
};

const jaegerAsked: URL[] = [];
const jaeger: RequestListener = (request, response) => {
  jaegerAsked.push(new URL(request.url ?? '', 'http://jaeger'));
  const call = { parent: 'frontend', child: 'adservice', callCount: 120 };
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ data: [call], errors: null }));
};

async function listen(listener: RequestListener) {
  const port = await freePort();
  const server = createServer(listener).listen(port, '127.0.0.1');
  return { server, address: `127.0.0.1:${port}` };
}

/** The queries of the topology backend's README for the services that golden paths make. */
async function queriesOfReadme(): Promise<unknown> {
  const readme = await readFile(
    join(ROOT, 'plugins/topology-backend/README.md'),
    'utf8',
  );
  const block = /```yaml\n(# golden paths\n[^`]*)```/.exec(readme)?.[1];
  return parse(block ?? '').calls;
}

/** The catalog of the demonstration portal, with a descriptor more. */
async function catalogWith(descriptor: string) {
  const { catalog } = parse(
    await readFile(join(ROOT, 'app-config.yaml'), 'utf8'),
  );
  const own = { type: 'file', target: descriptor };
  return { ...catalog, locations: [...catalog.locations, own] };
}

/** A composed service with what it stands on. */
interface Shop {
  service: RunningService;
  postgres: Postgres;
  redis: Redis;
}

async function startShop(directory: string): Promise<Shop> {
  const composer = await Composer.load([locatePack()]);
  const { tree } = await composer.compose({
    ...orderAnswers(),
    patterns: { data: ['redis', 'cache-aside'] },
  });
  await writeTree(tree, directory);
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const dsn = await postgres.createDatabase('orders');
  const settings = { REDIS_URL: redis.url };
  const service = await runService(directory, 'orders', dsn, settings);
  return { service, postgres, redis };
}

/** Places customers and looks at them until told to stop. */
function visit({ service }: Shop, signal: AbortSignal): Promise<void> {
  const customers = `${service.url}/api/v1/customers`;
  const visits = async () => {
    for (let n = 0; !signal.aborted; n += 1) {
      const created = await fetch(customers, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: `someone.${n}@example.com` }),
      });
      assert.equal(created.status, 201);
      const { id } = (await created.json()) as { id: string };
      await (await fetch(`${customers}/${id}`)).text();
    }
  };
  return visits();
}

describe('observed calls', () => {
  const servers: Server[] = [];
  const visiting = new AbortController();
  let shop: Shop;
  let visitors: Promise<void>;
  let prometheus: Prometheus;
  let portal: Portal;
  let done: () => void;
  let ended: Promise<void>;
  before(async () => {
    const collector = await listen(metrics);
    const traces = await listen(jaeger);
    servers.push(collector.server, traces.server);
    const folder = new Promise<string>(resolve => {
      ended = inFolder(async path => {
        resolve(path);
        await new Promise<void>(end => {
          done = end;
        });
      });
    });
    const orders = join(await folder, 'orders');
    shop = await startShop(orders);
    visitors = visit(shop, visiting.signal);
    prometheus = await startPrometheus({
      collector: collector.address,
      orders: new URL(shop.service.adminUrl).host,
    });
    const file = join(await folder, 'observed.yaml');
    await writeFile(
      file,
      '- {client: loadgenerator, server: frontend, protocol: http, rate: 3}\n',
    );
    portal = await startPortal({
      config: {
        catalog: await catalogWith(join(orders, 'catalog-info.yaml')),
        topology: {
          refresh: {
            frequency: { seconds: 2 },
            timeout: { minutes: 1 },
            initialDelay: { seconds: 1 },
          },
          observed: {
            sources: [
              { type: 'prometheus', url: prometheus.url },
              {
                ...{ type: 'prometheus', id: 'services' },
                url: prometheus.url,
                calls: await queriesOfReadme(),
              },
              { type: 'jaeger', url: `http://${traces.address}` },
              { type: 'file', path: file },
              { type: 'prometheus', id: 'gone', url: 'http://127.0.0.1:9' },
            ],
          },
        },
      },
    });
    await waitUntil(
      'the catalog is indexed',
      async () => {
        const path = '/api/topology/v1/boxes/system/default/online-boutique';
        const answer = (await (
          await portal.fetch(path)
        ).json()) as TopologyAnswer;
        const { nodes } = decodeTopology(answer.topology);
        return BOUTIQUE.every(name =>
          nodes.some(node => node.name === name && !node.unknown),
        );
      },
      90_000,
    );
  });
  after(async () => {
    visiting.abort();
    await visitors;
    await portal?.stop();
    await prometheus?.stop();
    await shop?.service.stop();
    await shop?.redis.stop();
    await shop?.postgres.stop();
    for (const server of servers) server.close();
    done?.();
    await ended;
  });

  const observed = async (window: string) => {
    const path = `/api/topology/v1/observed?window=${window}`;
    const response = await portal.fetch(path);
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as ObservedAnswer;
  };
  const between = (answer: ObservedAnswer, from: string, to: string) =>
    answer.calls.find(
      call => call.from.endsWith(`/${from}`) && call.to.endsWith(`/${to}`),
    );

  it('have rate, share of errors and p95 from a real Prometheus', async () => {
    const answer = await observed('1m');
    const call = between(answer, 'frontend', 'checkoutservice');
    assert.ok(call, JSON.stringify(answer));
    assert.equal(call.source, 'prometheus');
    // a counter seen for part of the window is stretched to at most all of it
    assert.ok(call.rate > 0 && call.rate < RATE * 1.2, `${call.rate}`);
    assert.ok(Math.abs((call.errorShare ?? 0) - 0.25) < 0.01);
    // half way into the bucket between 0.1 and 0.2 s
    assert.ok(Math.abs((call.p95 ?? 0) - 0.15) < 0.001, `${call.p95}`);
    const stored = between(answer, 'cartservice', 'redis-cart');
    assert.deepEqual([stored?.protocol, stored?.errorShare], ['sql', 0]);
    assert.ok(answer.unmatched.includes('user'));
  });

  it('come from Jaeger and a file as well, and a source that is gone is named', async () => {
    const answer = await observed('2m');
    assert.equal(between(answer, 'frontend', 'adservice')?.rate, 1);
    assert.equal(between(answer, 'loadgenerator', 'frontend')?.rate, 3);
    const asked = jaegerAsked[jaegerAsked.length - 1]!;
    assert.equal(asked.pathname, '/api/dependencies');
    assert.equal(asked.searchParams.get('lookback'), '120000');
    const gone = answer.sources.filter(({ problem }) => problem);
    assert.deepEqual(
      gone.map(({ id }) => id),
      ['gone'],
    );
  });

  it('come out of the metrics of a service that a golden path made', async () => {
    const path = '/api/topology/v1/boxes/system/default/shop';
    const isThere = async () => {
      const response = await portal.fetch(path);
      const { topology } = (await response.json()) as TopologyAnswer;
      return decodeTopology(topology).edges.length >= 2;
    };
    await waitUntil('orders is indexed', isThere, 90_000);
    const response = await portal.fetch(path);
    const { topology } = (await response.json()) as TopologyAnswer;
    const answer = await observed('5m');
    const edges = confirm(decodeTopology(topology), answer.calls);
    const stores = ['orders-db', 'orders-cache'].map(store => {
      const call = between(answer, 'orders', store);
      assert.ok(call && call.rate > 0, JSON.stringify(answer));
      assert.equal(call.source, 'services');
      assert.equal(call.errorShare, 0);
      const edge = edges.find(({ to }) => to.endsWith(`/${store}`));
      return [call.protocol, edge?.state];
    });
    assert.deepEqual(stores, [
      ['sql', 'confirmed'],
      ['cache', 'confirmed'],
    ]);
  });

  it('confirm what is declared, and show what nobody declares', async () => {
    const path = '/api/topology/v1/boxes/system/default/online-boutique';
    const response = await portal.fetch(path);
    const { topology } = (await response.json()) as TopologyAnswer;
    const { calls } = await observed('1m');
    const edges = confirm(decodeTopology(topology), calls);
    const state = (from: string, to: string) =>
      edges.find(
        edge => edge.from.endsWith(`/${from}`) && edge.to.endsWith(`/${to}`),
      )?.state;
    assert.equal(state('frontend', 'checkoutservice'), 'confirmed');
    assert.equal(state('adservice', 'paymentservice'), 'observed');
    assert.equal(state('checkoutservice', 'emailservice'), 'declared');
  });
});
