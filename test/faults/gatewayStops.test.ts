// A gateway that is stopped under load, or before which the service behind is
// stopped, loses no request.
import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import {
  Composer,
  locatePack,
  writeTree,
} from '@golden-path/backstage-plugin-golden-path-node';
import { orderAnswers } from '../support/answers';
import { startBalancer } from '../support/balancer';
import { inFolder } from '../support/folders';
import {
  buildService,
  startService,
  type RunningService,
} from '../support/goService';
import { startPostgres } from '../support/postgres';
import { waitUntil } from '../support/waiting';

const CLIENTS = 8;

const SETTINGS = {
  // The balancer asks ten times in it.
  SHUTDOWN_DELAY: '1s',
  SHUTDOWN_PHASE_TIMEOUT: '4s',
  HEALTH_MAX_AGE: '100ms',
};

/** What is built of the services: one that has found a race ends with another code than 0. */
async function binaries(folder: string) {
  const composer = await Composer.load([locatePack()]);
  const orders = orderAnswers();
  const { service, resources } = orders;
  const customer = resources.find(({ name }) => name === 'customer')!;
  const edge = {
    ...orders,
    goldenPath: 'go-api-gateway',
    service: { ...service, name: 'edge' },
    resources: [],
    upstreams: [{ name: 'orders', resources: [{ ...customer, writes: true }] }],
  };
  const built: string[] = [];
  for (const answers of [orders, edge]) {
    const { name } = answers.service;
    const directory = join(folder, name);
    await writeTree((await composer.compose(answers)).tree, directory);
    built.push(await buildService(directory, name, ['-race']));
  }
  return { orders: built[0]!, edge: built[1]! };
}

/** Replicas of a service, and a balancer before them that honours readiness. */
async function balanced(start: () => Promise<RunningService>) {
  const replicas = [await start(), await start()];
  const balancer = await startBalancer(replicas);
  const isSentTo = (replica: RunningService) =>
    waitUntil(
      'requests go to the replica',
      async () => balancer.sendsTo(replica),
      30_000,
    );
  await Promise.all(replicas.map(isSentTo));
  return {
    url: balancer.url,
    /** Stops each of the replicas once, and starts it again. */
    replace: async () => {
      for (const replica of replicas) {
        assert.equal(await replica.stop(), 0, 'nothing was cut off');
        await replica.restart();
        await isSentTo(replica);
      }
    },
    stop: async () => {
      await balancer.stop();
      await Promise.all(replicas.map(replica => replica.stop()));
    },
  };
}

/** Clients that store and read over kept connections, and repeat nothing that fails. */
function load(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const failures: string[] = [];
  let done = 0;
  let stopped = false;
  const send = (method: string, path: string, body?: object) =>
    new Promise<{ status: number | undefined; body: string }>((give, fail) => {
      const asked = request(
        `${url}/api/v1/customers${path}`,
        { method, agent, headers: { 'content-type': 'application/json' } },
        answer =>
          text(answer).then(
            read => give({ status: answer.statusCode, body: read }),
            fail,
          ),
      );
      asked.on('error', fail);
      asked.end(body && JSON.stringify(body));
    });
  const work = async (client: number) => {
    for (let turn = 0; !stopped; turn++) {
      try {
        const email = `someone.${client}.${turn}@example.com`;
        const created = await send('POST', '', { email });
        assert.equal(created.status, 201, created.body);
        const read = await send('GET', `/${JSON.parse(created.body).id}`);
        assert.equal(read.status, 200, read.body);
        done += 2;
      } catch (error) {
        failures.push(String(error));
      }
    }
  };
  const working = Array.from({ length: CLIENTS }, (_, client) => work(client));
  return async () => {
    stopped = true;
    await Promise.all(working);
    agent.destroy();
    return { done, failures };
  };
}

test('stops of a gateway, and of the service behind, lose no request', () =>
  inFolder(async folder => {
    const built = await binaries(folder);
    const postgres = await startPostgres();
    const running: { stop(): Promise<unknown> }[] = [postgres];
    try {
      const dsn = await postgres.createDatabase('orders');
      const orders = await balanced(() =>
        startService(built.orders, dsn, SETTINGS),
      );
      running.unshift(orders);
      const edge = await balanced(() =>
        startService(built.edge, undefined, {
          ...SETTINGS,
          UPSTREAM_ORDERS_URL: orders.url,
        }),
      );
      running.unshift(edge);
      const end = load(edge.url);
      await edge.replace();
      await orders.replace();
      await edge.replace();
      const { done, failures } = await end();
      process.stdout.write(`6 stops: ${done} requests\n`);
      assert.deepEqual(failures, []);
      assert.ok(done > 6 * CLIENTS, 'requests were under way at each stop');
    } finally {
      for (const each of running) await each.stop();
    }
  }));
