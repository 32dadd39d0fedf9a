// The lenses of the topology in the real portal: calls from a file of
// observations, and a system before and after its descriptors changed.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { stringify } from 'yaml';
import { violationsByDayAndNight } from '../support/axe';
import { launchChromium } from '../support/chromium';
import { startPortal, type Portal } from '../support/portal';
import { screenshot } from '../support/screenshot';
import { openTab } from '../support/tab';
import { waitUntil } from '../support/waiting';

const TIMEOUT_MS = 90_000;
const KINDS = ['Component', 'API', 'Resource', 'System', 'Domain'];

interface Described {
  kind: string;
  name: string;
  type?: string;
  tags?: string[];
  providesApis?: string[];
  consumesApis?: string[];
  dependsOn?: string[];
  topics?: Record<string, 'publish' | 'subscribe'>;
}

const shop: Described[] = [
  { kind: 'Component', name: 'api-gateway', type: 'gateway', tags: ['go'] },
  {
    kind: 'Component',
    name: 'order-service',
    tags: ['go'],
    providesApis: ['orders-v1'],
    consumesApis: ['users-v1'],
    dependsOn: ['resource:orders-db'],
    topics: { 'resource:default/order-events': 'publish' },
  },
  { kind: 'API', name: 'orders-v1', type: 'openapi' },
  {
    kind: 'Component',
    name: 'user-service',
    tags: ['java'],
    providesApis: ['users-v1'],
    dependsOn: ['resource:users-db', 'resource:session-cache'],
  },
  { kind: 'API', name: 'users-v1', type: 'grpc' },
  {
    kind: 'Component',
    name: 'payment-worker',
    type: 'worker',
    tags: ['go'],
    dependsOn: ['resource:orders-db'],
    topics: { 'resource:default/order-events': 'subscribe' },
  },
  {
    kind: 'Component',
    name: 'invoice-mailer',
    type: 'worker',
    tags: ['go'],
    topics: { 'resource:default/order-events': 'subscribe' },
  },
  {
    kind: 'Resource',
    name: 'orders-db',
    type: 'database',
    tags: ['postgresql-16'],
  },
  {
    kind: 'Resource',
    name: 'users-db',
    type: 'database',
    tags: ['postgresql-16'],
  },
  { kind: 'Resource', name: 'session-cache', type: 'cache', tags: ['redis-7'] },
  { kind: 'Resource', name: 'order-events', type: 'kafka-topic' },
];

/** The gateway calls both services; kept apart, so that it is written once. */
const gateway = { consumesApis: ['orders-v1', 'users-v1'] };

/** The same system later: a database of its own for payments, and no mails from here any more. */
const later: Described[] = [
  ...shop
    .filter(({ name }) => name !== 'invoice-mailer')
    .map(part => {
      if (part.name === 'payment-worker') {
        return { ...part, dependsOn: ['resource:payments-db'] };
      }
      return part.name === 'user-service' ? { ...part, tags: ['go'] } : part;
    }),
  {
    kind: 'Resource',
    name: 'payments-db',
    type: 'database',
    tags: ['postgresql-16'],
  },
];

function descriptors(parts: readonly Described[]): string {
  const spec = { owner: 'commerce', system: 'till' };
  const entities = parts.map(
    ({ kind, name, type = 'service', tags = [], topics, ...calls }) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: {
        name,
        tags,
        ...(topics && {
          annotations: {
            'goldenpath.dev/topology': JSON.stringify(
              Object.fromEntries(
                Object.entries(topics).map(([ref, direction]) => [
                  ref,
                  { direction },
                ]),
              ),
            ),
          },
        }),
      },
      spec: {
        ...spec,
        type,
        ...(kind === 'Resource' ? {} : { lifecycle: 'production' }),
        ...(kind === 'API' ? { definition: 'openapi: 3.1.0' } : {}),
        ...calls,
        ...(name === 'api-gateway' ? gateway : {}),
      },
    }),
  );
  const system = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { name: 'till', title: 'Till' },
    spec: { owner: 'commerce', domain: 'sales' },
  };
  return [system, ...entities].map(entity => stringify(entity)).join('---\n');
}

const observed = [
  {
    client: 'api-gateway',
    server: 'order-service',
    protocol: 'http',
    rate: 412,
    errorShare: 0.002,
    p95: 0.084,
  },
  {
    client: 'api-gateway',
    server: 'user-service',
    protocol: 'grpc',
    rate: 655,
    errorShare: 0.034,
    p95: 0.031,
  },
  {
    client: 'order-service',
    server: 'orders-db',
    protocol: 'sql',
    rate: 824,
    p95: 0.004,
  },
  {
    client: 'order-service',
    server: 'user-service',
    protocol: 'grpc',
    rate: 398,
    errorShare: 0,
    p95: 0.009,
  },
  {
    client: 'user-service',
    server: 'session-cache',
    protocol: 'cache',
    rate: 1200,
  },
  {
    client: 'payment-worker',
    server: 'user-service',
    protocol: 'http',
    rate: 12,
    errorShare: 0.008,
  },
];

let folder: string;
let portal: Portal;
let browser: Browser;
let page: Page;

const parts = () => join(folder, 'till.yaml');

async function newest(): Promise<number> {
  const response = await portal.fetch('/api/topology/v1/moments?limit=1');
  const { moments = [] } = await response.json();
  return moments[0]?.revision ?? 0;
}

/** Waits until the index holds exactly these parts of the system. */
const indexed = (wanted: readonly Described[]) =>
  waitUntil(
    'the index knows the system',
    async () => {
      const response = await portal.fetch(
        '/api/topology/v1/boxes/system/default/till',
      );
      const { topology } = await response.json();
      return wanted.every(({ name }) => topology.strings.includes(name));
    },
    TIMEOUT_MS,
  );

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golden-path-lenses-'));
  await writeFile(parts(), descriptors(shop));
  await writeFile(join(folder, 'observed.yaml'), stringify(observed));
  const allowed = [{ allow: [...KINDS, 'User', 'Group'] }];
  [portal, browser] = await Promise.all([
    startPortal({
      config: {
        catalog: {
          processingInterval: { seconds: 5 },
          locations: [
            {
              type: 'file',
              target: 'packages/backend/examples/*.yaml',
              rules: allowed,
            },
            { type: 'file', target: parts(), rules: allowed },
          ],
        },
        topology: {
          refresh: { frequency: { seconds: 5 }, timeout: { minutes: 1 } },
          observed: {
            sources: [{ type: 'file', path: join(folder, 'observed.yaml') }],
          },
        },
      },
    }),
    launchChromium(),
  ]);
  page = await openTab(browser, TIMEOUT_MS);
  await indexed(shop);
});
after(async () => {
  await browser?.close();
  await portal?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What axe finds in the view. */
const violations = () =>
  violationsByDayAndNight(page, '[role="group"][aria-busy]');

const open = (query: string) =>
  page.goto(`${portal.url}/catalog/default/system/till/topology?${query}`);

describe('the lens Observed', () => {
  it('lays calls that were seen over those that are declared', async () => {
    await open('selected=component:default/user-service');
    await page.getByRole('button', { name: 'Observed' }).click();
    await page.getByText('no calls seen').first().waitFor();
    const seen = page.getByRole('region', { name: 'Observed' });
    await seen.getByText('1.1k/s').waitFor();
    assert.match(page.url(), /lens=observed/);
    await page
      .getByText(/confirmed, .* declared only, 1 observed only/)
      .waitFor();
    await screenshot(page, 'topology-observed');
    assert.deepEqual(await violations(), []);
  });
});

describe('the lens Difference', () => {
  it('shows what became of the system since', async () => {
    const from = await newest();
    await open('');
    const card = page
      .getByRole('application', { name: 'Topology of Till' })
      .getByRole('button', { name: /^payments-db/ });
    await page.getByRole('button', { name: /^orders-db/ }).waitFor();
    assert.equal(await card.count(), 0);
    await writeFile(parts(), descriptors(later));
    await indexed(later);
    // the page that is open follows, without a reload
    await card.waitFor();
    await waitUntil(
      'what was removed, and the language of before, are gone from the index',
      async () => {
        const response = await portal.fetch(
          '/api/topology/v1/boxes/system/default/till',
        );
        const { topology } = await response.json();
        return ['invoice-mailer', 'java'].every(
          word => !topology.strings.includes(word),
        );
      },
      TIMEOUT_MS,
    );
    await open(`lens=difference&from=${from}`);
    const changes = page.getByRole('complementary', { name: 'Changes' });
    await changes.getByRole('heading', { name: /^\d+ changes$/ }).waitFor();
    for (const name of [/^payments-db/, /^invoice-mailer/, /^user-service/]) {
      await changes.getByRole('button', { name }).first().waitFor();
    }
    await screenshot(page, 'topology-difference');
    assert.deepEqual(await violations(), []);
  });
});
