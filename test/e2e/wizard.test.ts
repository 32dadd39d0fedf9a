// A new user creates a service in the browser: from Create to the repository,
// the catalog and the topology, without a word of the API.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { parseAllDocuments } from 'yaml';
import { violationsByDayAndNight } from '../support/axe';
import { launchChromium } from '../support/chromium';
import { inFolder } from '../support/folders';
import { buildsAndServes } from '../support/orderService';
import { startPortal, type Portal } from '../support/portal';
import { startPostgres, type Postgres } from '../support/postgres';
import { runOrThrow } from '../support/processes';
import { entityArrives } from '../support/scaffolder';
import { screenshot } from '../support/screenshot';
import { openTab } from '../support/tab';
import { waitUntil } from '../support/waiting';
import { choose, fillResource, type FieldRow } from '../support/wizard';

const CUSTOMER: FieldRow[] = [
  {
    name: 'email',
    type: 'text',
    required: true,
    unique: true,
    limits: 'email',
  },
];
const ORDER: FieldRow[] = [
  {
    name: 'number',
    type: 'text',
    required: true,
    unique: true,
    limits: 'max 20',
  },
  {
    name: 'total',
    type: 'decimal',
    required: true,
    sortable: true,
    limits: '12 digits, 2 after the point, min 0',
  },
  {
    name: 'status',
    type: 'enum',
    required: true,
    limits: 'draft, paid, shipped',
  },
  { name: 'customer', type: 'reference', required: true, limits: 'customer' },
];

/** A page of a busy machine comes within this. */
const TIMEOUT_MS = 60_000;
const EXAMPLES = join(__dirname, '../../packages/backend/examples');

/** What is read of an entity of the examples. */
interface Example {
  kind: string;
  metadata: { name: string };
  spec: {
    type?: string;
    providesApis?: string[];
    consumesApis?: string[];
    dependsOn?: string[];
  };
}

let portal: Portal;
let postgres: Postgres;
let browser: Browser;
let page: Page;
const errors: string[] = [];

before(async () => {
  // One after the other: a portal that does not start leaves no browser open.
  portal = await startPortal();
  postgres = await startPostgres();
  browser = await launchChromium();
  await entityArrives(portal, 'group', 'commerce');
  page = await openTab(browser, TIMEOUT_MS);
  page.on('pageerror', error => errors.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error') errors.push(message.text());
  });
});
after(async () => {
  await browser?.close();
  await portal?.stop();
  await postgres?.stop();
});

const next = () => page.getByRole('button', { name: 'Next' }).click();

describe('a new user', () => {
  it('finds the golden path behind Create', async () => {
    await page.goto(portal.url);
    await page.getByRole('link', { name: 'Create', exact: true }).click();
    await page.getByText('Go REST service').first().waitFor();
    await choose(page, 'Go REST service');
    await page.getByRole('heading', { name: 'What comes out' }).waitFor();
  });

  it('says who the service is', async () => {
    await page.getByRole('textbox', { name: /^Name/ }).first().fill('orders');
    await page.getByRole('textbox', { name: /^Title/ }).fill('Orders');
    await page
      .getByRole('textbox', { name: /^Description/ })
      .fill('Takes orders and keeps the customers who place them');
    await page
      .getByRole('combobox', { name: /^Owner/ })
      .first()
      .fill('commerce');
    await page.getByRole('option', { name: /commerce/ }).click();
    await page.getByRole('combobox', { name: /^System/ }).fill('shop');
    await page.getByText('New: comes out with the service').waitFor();
    await screenshot(page, 'service');
    await next();
  });

  it('keeps the patterns that are offered', async () => {
    await page.getByLabel('Filter patterns').waitFor();
    await page.getByText(/^Files \d+/).waitFor();
    assert.ok(await page.getByRole('radio', { name: /chi/i }).isChecked());
    await screenshot(page, 'patterns');
  });

  it('shows what comes out beside the last of them, too', async () => {
    const panel = page.getByRole('region', { name: 'What comes out' });
    const top = async () => (await panel.boundingBox())!.y;
    const atFirst = await top();
    await page.getByRole('button', { name: 'Next' }).scrollIntoViewIfNeeded();
    await waitUntil(
      'the page has moved up',
      async () => (await top()) < atFirst,
      10_000,
    );
    assert.ok((await top()) >= 0, 'the panel has left the screen');
    await next();
  });

  it('fills in two resources by keyboard', async () => {
    await fillResource(page, 'customer', CUSTOMER);
    await page.getByRole('button', { name: 'Resource', exact: true }).click();
    await fillResource(page, 'order', ORDER);
    await screenshot(page, 'resources');
    await next();
  });

  it('sees every file, entity and call before anything is created', async () => {
    await page.getByText('as they will be, byte for byte').waitFor();
    const find = page.getByLabel('Find file or pattern');
    await find.fill('openapi.yaml');
    await page.getByRole('treeitem', { name: /openapi\.yaml/ }).click();
    await page
      .getByRole('region', { name: 'api/openapi.yaml' })
      .getByText('/api/v1/customers:')
      .waitFor();
    await screenshot(page, 'preview');
    await page.getByRole('button', { name: 'Entities', exact: true }).click();
    for (const entity of ['orders', 'orders-api', 'orders-db', 'shop']) {
      await page
        .getByRole('list', { name: 'Entities' })
        .getByRole('button', { name: new RegExp(` ${entity}$`) })
        .waitFor();
    }
    await page.getByRole('button', { name: 'Diagram', exact: true }).click();
    await expectItems(['Orders', 'Orders database', 'Orders API']);
    await screenshot(page, 'preview-diagram');
    await page.getByRole('button', { name: 'Review' }).click();
  });

  it('creates it, and every step is green', async () => {
    await page.getByRole('button', { name: 'Create' }).click();
    await page
      .getByRole('heading', { name: 'orders is ready' })
      .waitFor({ timeout: 120_000 });
    await page.getByText('in the catalog').first().waitFor();
    await screenshot(page, 'task');
    const steps = page.getByTestId('step-label');
    const colours = () =>
      steps
        .locator('svg')
        .evaluateAll(icons => icons.map(icon => getComputedStyle(icon).color));
    // The last step turns green when the page hears that the task has ended.
    await waitUntil(
      'four steps are green',
      async () => (await colours()).filter(isGreen).length === 4,
      30_000,
    );
    assert.equal(await steps.count(), 4, 'there are none of other hosts');
  });

  it('has a repository that builds, passes its tests and serves', () =>
    inFolder(async folder => {
      const directory = join(folder, 'orders');
      const url = `${portal.url}/api/git-host/demo/orders.git`;
      await runOrThrow('git', ['clone', '--quiet', url, directory]);
      await buildsAndServes(directory, 'orders', postgres, { status: 'draft' });
    }));
});

describe('the links of the task lead', () => {
  let task: string;
  before(() => {
    task = page.url();
  });
  const follow = async (name: string | RegExp) => {
    await page.goto(task);
    const href = await page
      .getByRole('region', { name: 'What exists' })
      .getByRole('link', { name, exact: true })
      .getAttribute('href');
    await page.goto(new URL(href ?? '', portal.url).href);
  };

  it('to the files of the repository', async () => {
    await follow(/^demo\/orders/);
    await page.getByText('catalog-info.yaml').first().waitFor();
    await page.getByText('go.mod').first().waitFor();
    await screenshot(page, 'repository');
    assert.deepEqual(await violationsByDayAndNight(page, 'html'), []);
    await page.getByRole('link', { name: 'go.mod', exact: true }).click();
    await page.getByText('module example.com/demo/orders').first().waitFor();
    assert.deepEqual(await violationsByDayAndNight(page, 'html'), []);
  });

  it('to the component in the catalog', async () => {
    await follow('orders');
    await page
      .getByText('Takes orders and keeps the customers who place them')
      .first()
      .waitFor();
    await screenshot(page, 'component');
  });

  it('from there to the topology: service, API and database', async () => {
    await page
      .getByRole('navigation', { name: 'Content navigation' })
      .getByRole('link', { name: 'Topology' })
      .click();
    await expectItems(['Orders', 'Orders API', 'Orders database']);
    assert.deepEqual(await calls(), ['Orders → Orders database: SQL']);
    await page
      .locator('svg text', { hasText: /^Orders database$/ })
      .first()
      .waitFor();
    await screenshot(page, 'topology-orders');
  });

  it('straight to the topology', async () => {
    await follow('orders and its neighbours');
    await expectItems(['Orders', 'Orders API', 'Orders database']);
  });
});

describe('the topology of Online Boutique', () => {
  it('shows every call without a click', async () => {
    await page.goto(
      `${portal.url}/catalog/default/system/online-boutique/topology`,
    );
    await expectItems(['frontend', 'checkoutservice', 'redis-cart']);
    assert.deepEqual(await calls(), await callsWritten());
    await screenshot(page, 'topology-online-boutique');
  });
});

it('leaves no error in the console', () => {
  assert.deepEqual(errors, []);
});

/** Waits until the diagram has items of these names. */
async function expectItems(names: string[]): Promise<void> {
  for (const name of names) {
    await page
      .getByRole('button', { name: new RegExp(`^${name}, `) })
      .first()
      .waitFor();
  }
}

/** The calls that the diagram draws, each by its own line. */
async function calls(): Promise<string[]> {
  const titles = await page.locator('[data-edge] title').allTextContents();
  return titles.map(title => title.split(',')[0]!).sort();
}

/** The calls that the catalog files of Online Boutique tell of. */
async function callsWritten(): Promise<string[]> {
  const text = await readFile(join(EXAMPLES, 'online-boutique.yaml'), 'utf8');
  const entities = parseAllDocuments(text).map(each => each.toJS() as Example);
  const provider = (api: string) =>
    entities.find(({ spec }) => spec.providesApis?.includes(api))?.metadata
      .name;
  const protocol = (api: string) =>
    entities.find(
      ({ kind, metadata }) => kind === 'API' && metadata.name === api,
    )?.spec.type === 'grpc'
      ? 'gRPC'
      : 'HTTP';
  return entities
    .flatMap(({ metadata: { name }, spec }) => [
      ...(spec.consumesApis ?? []).map(
        api => `${name} → ${provider(api)}: ${protocol(api)}`,
      ),
      ...(spec.dependsOn ?? []).map(
        ref => `${name} → ${ref.replace('resource:', '')}: cache`,
      ),
    ])
    .sort();
}

/** Of `rgb(1, 2, 3)`, whether green is the strongest part by far. */
function isGreen(colour: string): boolean {
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map(
    Number,
  );
  return green > red + 40 && green > blue + 40;
}
