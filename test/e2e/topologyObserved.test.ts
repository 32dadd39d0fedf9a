// Observed calls in the real portal: a real Prometheus scrapes two composed services under load, one of which
// calls the other, and metrics as OpenTelemetry's servicegraph connector writes them; a file states calls, and a
// server answers the one documented request of Jaeger's query service (no real Jaeger: Debian has none).
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type {
  Answers,
  ResourceAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
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
import { startRedis } from '../support/redis';
import type { LocalServer } from '../support/localServer';
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

/** The catalog of the demonstration portal, with more descriptors. */
async function catalogWith(descriptors: readonly string[]) {
  const { catalog } = parse(
    await readFile(join(ROOT, 'app-config.yaml'), 'utf8'),
  );
  const own = descriptors.map(target => ({ type: 'file', target }));
  return { ...catalog, locations: [...catalog.locations, ...own] };
}

/** Two composed services, of which orders calls customers, with what they stand on. */
interface Shop {
  customers: RunningService;
  orders: RunningService;
  postgres: Postgres;
  redis: LocalServer;
}

const CUSTOMER: ResourceAnswers = {
  name: 'customer',
  fields: [{ name: 'email', type: 'text', format: 'email', required: true }],
};

const ORDER: ResourceAnswers = {
  name: 'order',
  fields: [
    { name: 'number', type: 'text', required: true, unique: true },
    {
      name: 'customer',
      type: 'uuid',
      required: true,
      references: 'customers.customer',
    },
  ],
};

async function startShop(directory: string): Promise<Shop> {
  const composer = await Composer.load([locatePack()]);
  const compose = async (name: string, rest: Partial<Answers>) => {
    const { apiVersion, goldenPath, service } = orderAnswers();
    const { tree } = await composer.compose({
      ...{ apiVersion, goldenPath },
      service: { ...service, name, createSystem: name === 'orders' },
      resources: [],
      ...rest,
    });
    await writeTree(tree, join(directory, name));
  };
  await compose('customers', { resources: [CUSTOMER] });
  await compose('orders', {
    patterns: { data: ['redis', 'cache-aside'], calls: ['typed-clients'] },
    resources: [ORDER],
    upstreams: [{ name: 'customers', resources: [CUSTOMER] }],
  });
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const run = async (name: string, settings?: Record<string, string>) => {
    const dsn = await postgres.createDatabase(name);
    return runService(join(directory, name), name, dsn, settings);
  };
  const customers = await run('customers');
  const orders = await run('orders', {
    REDIS_URL: redis.url,
    UPSTREAM_CUSTOMERS_URL: customers.url,
    UPSTREAM_CUSTOMERS_ATTEMPTS: '1',
  });
  return { customers, orders, postgres, redis };
}

async function post(address: string, body: object) {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    body: (await response.json()) as { id: string },
  };
}

/** Places orders of a customer and looks at them, and as many of nobody, until told to stop. */
async function visit(shop: Shop, signal: AbortSignal): Promise<void> {
  const customers = `${shop.customers.url}/api/v1/customers`;
  const orders = `${shop.orders.url}/api/v1/orders`;
  const { body } = await post(customers, { email: 'someone@example.com' });
  const nobody = '018f0000-0000-7000-8000-000000000000';
  const answered = new Set<number>();
  for (let n = 0; !signal.aborted; n += 1) {
    const order = { number: String(n), customer: body.id };
    const placed = await post(orders, order);
    const refused = await post(orders, { ...order, customer: nobody });
    answered.add(placed.status).add(refused.status);
    if (placed.status === 201) {
      await (await fetch(`${orders}/${placed.body.id}`)).text();
    }
  }
  assert.deepEqual([...answered].sort(), [201, 409, 503]);
}

/** The number that a Prometheus answers to a query of one series; zero without any. */
async function valueOf({ url }: Prometheus, query: string): Promise<number> {
  const address = new URL('/api/v1/query', url);
  address.searchParams.set('query', query);
  const { data } = (await (await fetch(address)).json()) as {
    data: { result: { value: [number, string] }[] };
  };
  return Number(data.result[0]?.value[1] ?? 0);
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
    const root = await folder;
    shop = await startShop(root);
    visitors = visit(shop, visiting.signal);
    // an error here is told when the visitors are waited for
    visitors.catch(() => {});
    prometheus = await startPrometheus({
      collector: collector.address,
      customers: new URL(shop.customers.adminUrl).host,
      orders: new URL(shop.orders.adminUrl).host,
    });
    const grown = (result: string) => async () =>
      (await valueOf(
        prometheus,
        `sum(increase(upstream_calls_total{result="${result}"}[10m]))`,
      )) > 0;
    await waitUntil('calls of customers', grown('ok'), 30_000);
    await shop.customers.kill();
    await waitUntil('calls that fail', grown('unavailable'), 30_000);
    await shop.customers.restart();
    const file = join(root, 'observed.yaml');
    await writeFile(
      file,
      '- {client: loadgenerator, server: frontend, protocol: http, rate: 3}\n',
    );
    portal = await startPortal({
      config: {
        catalog: await catalogWith(
          ['orders', 'customers'].map(name =>
            join(root, name, 'catalog-info.yaml'),
          ),
        ),
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
    await shop?.orders.stop();
    await shop?.customers.stop();
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

  it('come out of the metrics of services that golden paths made', async () => {
    const path = '/api/topology/v1/boxes/system/default/shop';
    const read = async () => {
      const response = await portal.fetch(path);
      const { topology } = (await response.json()) as TopologyAnswer;
      return decodeTopology(topology);
    };
    await waitUntil(
      'the shop is indexed',
      async () => (await read()).edges.length >= 4,
      90_000,
    );
    const answer = await observed('10m');
    const edges = confirm(await read(), answer.calls);
    const seen = ['orders-db', 'orders-cache', 'customers'].map(callee => {
      const call = between(answer, 'orders', callee);
      assert.ok(call && call.rate > 0, JSON.stringify(answer));
      assert.equal(call.source, 'services');
      const edge = edges.find(({ to }) => to.endsWith(`/${callee}`));
      return [call.protocol, edge?.state];
    });
    assert.deepEqual(seen, [
      ['sql', 'confirmed'],
      ['cache', 'confirmed'],
      ['http', 'confirmed'],
    ]);
    for (const store of ['orders-db', 'orders-cache']) {
      assert.equal(between(answer, 'orders', store)?.errorShare, 0);
    }
    // what customers did not answer failed; what it refused did not
    const { errorShare = 0, p95 = 0 } = between(answer, 'orders', 'customers')!;
    assert.ok(errorShare > 0 && errorShare < 1, `${errorShare}`);
    assert.ok(p95 > 0 && p95 < 5, `${p95}`);
    const counted = await valueOf(
      prometheus,
      'sum(upstream_calls_total{result="unavailable"}) / sum(upstream_calls_total)',
    );
    assert.ok(
      Math.abs(errorShare - counted) < 0.1,
      `${errorShare} of ${counted}`,
    );
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
