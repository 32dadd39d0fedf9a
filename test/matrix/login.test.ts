// A person who logs in at a composed gateway in a real browser, over TLS, and uses a
// composed service behind it from a page that is at the same address.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ResourceAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { certificate } from '../support/certificate';
import { launchChromium } from '../support/chromium';
import {
  buildService,
  startService,
  type RunningService,
} from '../support/goService';
import { freePort } from '../support/ports';
import { startPostgres, type Postgres } from '../support/postgres';
import { waitUntil } from '../support/waiting';
import { compose } from './callingServices';
import { LoginProvider } from './loginProvider';

const CUSTOMER: ResourceAnswers = {
  name: 'customer',
  fields: [{ name: 'email', type: 'text', required: true, unique: true }],
};

const PAGE = '<!doctype html><title>Shop</title>';
const LOGOUT = '<form method="post" action="/logout"><button>Leave</button>';

let folder: string;
let postgres: Postgres;
let provider: LoginProvider;
let orders: RunningService;
let edge: RunningService;
let front: Server;
let neighbour: Server;
let chromium: Browser;
let context: BrowserContext;
let page: Page;

const addressOf = (server: Server) =>
  `https://127.0.0.1:${(server.address() as AddressInfo).port}`;

function built(name: string): Promise<string> {
  return buildService(join(folder, name), name, ['-race']);
}

/** What stands before the gateway: TLS, the pages of the shop, and the rest goes on. */
function newFront(): Server {
  const { cert, private: key } = certificate(['localhost']);
  return createServer({ cert, key }, (asked, answer) => {
    if (asked.url === '/shop') {
      answer.writeHead(200, { 'content-type': 'text/html' });
      answer.end(PAGE + LOGOUT);
      return;
    }
    const { method, url: path, headers } = asked;
    const { hostname, port } = new URL(edge.url);
    const onward = request(
      { host: hostname, port, method, path, headers },
      from => {
        answer.writeHead(from.statusCode!, from.rawHeaders);
        from.pipe(answer);
      },
    );
    onward.on('error', error => answer.destroy(error));
    asked.pipe(onward);
  });
}

/** A page of somebody else on the same machine, which browsers count as the same site. */
function newNeighbour(): Server {
  const { cert, private: key } = certificate(['localhost']);
  return createServer({ cert, key }, (asked, answer) => {
    const { searchParams } = new URL(asked.url!, addressOf(neighbour));
    const action = `${addressOf(front)}${searchParams.get('to')}`;
    answer.writeHead(200, { 'content-type': 'text/html' });
    answer.end(
      `${PAGE}<form method="post" enctype="text/plain" action="${action}"><button>Win</button></form>`,
    );
  });
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golden-path-login-'));
  postgres = await startPostgres();
  provider = await LoginProvider.start(['edge', 'orders']);
  provider.scope = 'customers:read customers:write';
  await compose(folder, 'orders', {
    patterns: { security: ['authorization', 'jwt'] },
    resources: [CUSTOMER],
  });
  await compose(folder, 'edge', {
    goldenPath: 'go-api-gateway',
    patterns: {
      security: ['authorization', 'jwt', 'oidc-login', 'rate-limit'],
    },
    upstreams: [{ name: 'orders', resources: [{ ...CUSTOMER, writes: true }] }],
  });
  orders = await startService(
    await built('orders'),
    await postgres.createDatabase('orders'),
    { AUTH_ISSUER: provider.url, AUTH_AUDIENCE: 'orders' },
  );
  front = newFront();
  neighbour = newNeighbour();
  for (const server of [front, neighbour]) {
    server.listen(await freePort(), '127.0.0.1');
    await once(server, 'listening');
  }
  edge = await startService(await built('edge'), undefined, {
    UPSTREAM_ORDERS_URL: orders.url,
    AUTH_ISSUER: provider.url,
    AUTH_AUDIENCE: 'edge',
    LOGIN_PUBLIC_URL: addressOf(front),
    LOGIN_CLIENT_ID: 'edge',
    LOGIN_CLIENT_SECRET: 'hunter2',
    LOGIN_KEYS: randomBytes(32).toString('base64'),
    LOGIN_AFTER_LOGOUT: '/shop',
  });
  chromium = await launchChromium();
  context = await chromium.newContext({ ignoreHTTPSErrors: true });
  page = await context.newPage();
});
after(async () => {
  await chromium?.close();
  const codes = [await edge?.stop(), await orders?.stop()];
  for (const server of [front, neighbour]) {
    server?.close();
    server?.closeAllConnections();
  }
  provider?.stop();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
  assert.deepEqual(codes, [0, 0], 'nothing was cut off, and no race was found');
});

/** What a page gets of a path. */
interface Fetched {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Sends a request from the page that is shown. */
function fetched(path: string, body?: object): Promise<Fetched> {
  return page.evaluate(
    async ([to, text]) => {
      const answer = await fetch(to!, {
        ...(text && {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: text,
        }),
      });
      return { status: answer.status, body: await answer.json() };
    },
    [path, body && JSON.stringify(body)] as const,
  );
}

const sessions = async () =>
  (await context.cookies()).filter(({ name }) =>
    name.startsWith('__Host-session'),
  );

async function enter(path: string) {
  const answer = page.waitForResponse(addressOf(front) + path);
  await page.getByRole('link', { name: 'Log in as Ann' }).click();
  return answer;
}

describe('a person in a browser', () => {
  it('is nobody at first', async () => {
    await page.goto(`${addressOf(front)}/shop`);
    const session = await fetched('/session');
    assert.equal(session.status, 401);
    assert.equal(session.body.code, 'not_logged_in');
    assert.equal((await fetched('/api/v1/customers')).status, 401);
  });

  it('is led to the provider by a page, and back to it', async () => {
    // The first token ends so soon that the next test sees it renewed.
    provider.life = 1;
    await page.goto(`${addressOf(front)}/api/v1/customers?limit=1`);
    assert.match(page.url(), new RegExp(`^${provider.url}/authorize`));
    const shown = await enter('/api/v1/customers?limit=1');
    assert.equal(shown.status(), 200);
    assert.deepEqual(await shown.json(), { items: [], next_cursor: null });
    assert.equal(page.url(), `${addressOf(front)}/api/v1/customers?limit=1`);

    const kept = await context.cookies();
    assert.deepEqual(kept.map(({ name }) => name).sort(), [
      '__Host-session',
      '__Host-session-access',
      '__Host-session-refresh',
    ]);
    for (const cookie of kept) {
      assert.deepEqual(
        [cookie.secure, cookie.httpOnly, cookie.sameSite, cookie.path],
        [true, true, 'Lax', '/'],
      );
    }
  });

  it('has a token renewed once, however many requests want it', async () => {
    await page.goto(`${addressOf(front)}/shop`);
    await waitUntil(
      'the token is renewed',
      async () => {
        const all = await page.evaluate(() =>
          Promise.all(
            Array.from({ length: 10 }, () => fetch('/api/v1/customers')),
          ).then(answers => answers.map(({ status }) => status)),
        );
        assert.deepEqual(new Set(all), new Set([200]));
        return provider.renewed > 0;
      },
      10_000,
    );
    assert.equal((await fetched('/api/v1/customers')).status, 200);
    assert.equal(provider.renewed, 1);
  });

  it('uses services from a page that holds no token', async () => {
    const created = await fetched('/api/v1/customers', {
      email: 'ann@shop.example',
    });
    assert.equal(created.status, 201);
    const { status, body } = await fetched('/session');
    assert.equal(status, 200);
    assert.equal(body.subject, 'ann');
    assert.equal(body.name, 'Ann');
    assert.deepEqual(body.scopes, ['customers:read', 'customers:write']);
    assert.deepEqual(Object.keys(body).sort(), [
      'ends_at',
      'idle_ends_at',
      'name',
      'scopes',
      'subject',
    ]);
    assert.equal(await page.evaluate(() => document.cookie), '');
  });

  it('is not used by pages of others', async () => {
    for (const path of ['/logout', '/api/v1/customers']) {
      await page.goto(`${addressOf(neighbour)}/?to=${path}`);
      const sent = page.waitForResponse(addressOf(front) + path);
      await page.getByRole('button', { name: 'Win' }).click();
      const answer = await sent;
      const headers = await answer.request().allHeaders();
      assert.equal(answer.status(), 403, path);
      assert.match(headers.cookie ?? '', /__Host-session=/, 'it was sent');
      const { code } = (await answer.json()) as { code: string };
      assert.equal(code, 'cross_origin');
    }
    assert.equal((await sessions()).length, 3);
  });

  it('is led nowhere else by the login', async () => {
    for (const evil of ['//evil.example', '/\\evil.example', 'https://a.b']) {
      const to = encodeURIComponent(evil);
      const answer = await fetch(`${edge.url}/login?return_to=${to}`, {
        redirect: 'manual',
      });
      assert.equal(answer.status, 400, evil);
      assert.equal(answer.headers.get('location'), null);
    }
  });

  it('stays logged in when the gateway starts again', async () => {
    assert.equal(await edge.stop(), 0);
    await edge.restart();
    await page.goto(`${addressOf(front)}/shop`);
    assert.equal((await fetched('/api/v1/customers')).status, 200);
  });

  it('logs out here and at the provider, and can come back', async () => {
    await page.getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('link', { name: 'Logged out' }).click();
    await page.waitForURL(`${addressOf(front)}/shop`);
    assert.deepEqual(await sessions(), []);
    assert.equal(provider.revoked.length, 1);
    assert.equal((await fetched('/api/v1/customers')).status, 401);

    await page.goto(`${addressOf(front)}/login?return_to=/shop`);
    assert.equal((await enter('/shop')).status(), 200);
    assert.equal((await fetched('/session')).status, 200);
    const metrics = await (await fetch(`${edge.adminUrl}/metrics`)).text();
    for (const line of [
      'login_requests_total{request="login",result="ok"} 1',
      'login_requests_total{request="logout",result="ok"} 1',
    ]) {
      assert.ok(metrics.includes(line), line);
    }
  });
});
