// A person signs in for the first time and has a service a few clicks later;
// the same by keyboard alone; and a service from a table that was pasted.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type {
  Browser,
  BrowserContextOptions,
  Locator,
  Page,
} from 'playwright-core';
import { orderAnswers } from '../support/answers';
import { violationsOf } from '../support/axe';
import { launchChromium } from '../support/chromium';
import { startPortal, type Portal } from '../support/portal';
import { entityArrives } from '../support/scaffolder';
import { screenshot } from '../support/screenshot';
import { openTab } from '../support/tab';
import { waitUntil } from '../support/waiting';
import { choose, wizardUrl } from '../support/wizard';

/** A page of a busy machine comes within this. */
const TIMEOUT_MS = 60_000;
/** Most that a note above the page moves it. */
const NOTE_PX = 60;
/** Of a person who knows what to do: a click with its look, a key. */
const CLICK_S = 2;
const KEY_S = 0.3;

let portal: Portal;
let browser: Browser;

before(async () => {
  portal = await startPortal();
  browser = await launchChromium();
  await entityArrives(portal, 'group', 'commerce');
});
after(async () => {
  await browser?.close();
  await portal?.stop();
});

const newPage = (options: BrowserContextOptions = {}) =>
  openTab(browser, TIMEOUT_MS, {
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });

/** The wizard with a form that is filled in. */
const addressOf = (service: string) =>
  wizardUrl(portal.url, orderAnswers(service));

/** The files of the answers are listed, and none is still being worked out. */
async function filesOfAnswers(page: Page): Promise<void> {
  await page.getByText(/^Files \d+/).waitFor();
  await page.locator('[data-stale="true"]').waitFor({ state: 'detached' });
}

const heading = (page: Page, name: string) =>
  page.getByRole('heading', { name }).waitFor();

describe('from sign-in to a service', () => {
  let page: Page;
  let clicks = 0;
  before(async () => {
    page = await newPage();
  });
  const click = async (name: string | RegExp, role: 'button' | 'radio') => {
    clicks += 1;
    await page.getByRole(role, { name }).first().click();
  };

  it('takes a starting point and a few clicks', async () => {
    await page.goto(portal.url);
    clicks += 1;
    await page.getByRole('link', { name: 'Create', exact: true }).click();
    await page.getByText('Go REST service').first().waitFor();
    await screenshot(page, 'first-1-create');
    clicks += 1;
    await choose(page, 'Go REST service');
    await heading(page, 'What comes out');
    await click(/^Users/, 'radio');
    await filesOfAnswers(page);
    await screenshot(page, 'first-2-service');
    assert.deepEqual(await violationsOf(page, '[data-section]'), []);
    await click('Next', 'button');
    await page.getByLabel('Filter patterns').waitFor();
    await filesOfAnswers(page);
    await screenshot(page, 'first-3-patterns');
    await screenshot(page, 'narrow', { width: 420, height: 860 });
    assert.deepEqual(await violationsOf(page, '[data-section]'), []);
    await click('Next', 'button');
    await page.getByRole('grid').waitFor();
    await filesOfAnswers(page);
    await screenshot(page, 'first-4-resources');
    await page.reload();
    await page.getByText('Your draft of this tab is back.').waitFor();
    await page.getByRole('grid').waitFor();
    await filesOfAnswers(page);
    assert.deepEqual(await violationsOf(page, '[data-section]'), []);
    await click('Next', 'button');
    await page.getByText('as they will be, byte for byte').waitFor();
    await page.getByRole('region', { name: 'README.md' }).waitFor();
    await screenshot(page, 'first-5-preview');
    assert.deepEqual(await violationsOf(page, '[aria-label="Preview"]'), []);
    await click('Review', 'button');
    await click(/^Create/, 'button');
    await heading(page, 'users is ready');
    await page.getByText('in the catalog').first().waitFor();
    await screenshot(page, 'first-6-ready');
    assert.deepEqual(await violationsOf(page, '[aria-label="Run"]'), []);
    const seconds = clicks * CLICK_S;
    // eslint-disable-next-line no-console
    console.log(
      `from sign-in to a service: ${clicks} clicks, no typing, about ${seconds} s of a person`,
    );
    assert.ok(seconds < 90);
  });

  it('ends where the service and the lines to begin with are', async () => {
    const run = page.getByRole('article', { name: 'Run' });
    for (const title of [
      'Checked: nothing stands in the way',
      'Registered in the catalog, every entity shows',
    ]) {
      await run.getByText(title).waitFor();
    }
    await run.getByRole('button', { name: /^Copy git clone/ }).click();
    const line = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(
      line,
      `git clone ${portal.url}/api/git-host/demo/users.git && cd users`,
    );
    await run.getByRole('button', { name: 'Open users' }).click();
    await page.getByText('Keeps the people who sign in').first().waitFor();
  });
});

describe('a theme that changes meanwhile', () => {
  it('leaves the answers, the open resource and the place on the page', async () => {
    const page = await newPage({ colorScheme: 'light' });
    await page.goto(addressOf('themed'));
    const title = page.getByRole('textbox', { name: /^Title/ });
    await title.fill('Themed orders');
    await filesOfAnswers(page);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('Filter patterns').waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    const customers = page.getByRole('tab', { name: /^customers/ });
    await customers.click();
    await page.getByRole('button', { name: 'Service', exact: true }).hover();
    await page.mouse.wheel(0, 150);
    const top = () =>
      customers.evaluate(tab => Math.round(tab.getBoundingClientRect().y));
    await waitUntil(
      'the page is scrolled',
      async () => (await top()) < 300,
      TIMEOUT_MS,
    );
    const left = await top();
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByText('Your draft of this tab is back.').waitFor();
    await customers.waitFor();
    assert.equal(await customers.getAttribute('aria-selected'), 'true');
    await waitUntil(
      'the page is where it was, but for the note above',
      async () => Math.abs((await top()) - left) < NOTE_PX,
      TIMEOUT_MS,
    );
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByLabel('Filter patterns').waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    assert.equal(await title.inputValue(), 'Themed orders');
    await page.close();
  });

  it('leaves the page of a form that came in the address and was not edited', async () => {
    const page = await newPage({ colorScheme: 'light' });
    await page.goto(addressOf('unedited'));
    await filesOfAnswers(page);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('Filter patterns').waitFor();
    await waitUntil(
      'the draft holds the form',
      async () => new URL(page.url()).search === '',
      TIMEOUT_MS,
    );
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByText('Your draft of this tab is back.').waitFor();
    await page.getByLabel('Filter patterns').waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    const name = page.getByRole('textbox', { name: /^Name/ }).first();
    assert.equal(await name.inputValue(), 'unedited');
    await page.close();
  });
});

describe('a window of 1280 pixels beside an open sidebar', () => {
  it('has room for the form and what comes out, on every page', async () => {
    const page = await newPage();
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(addressOf('narrow'));
    const side = async (of: Locator) => {
      const box = await of.boundingBox();
      assert.ok(box);
      return box;
    };
    for (const [form, shown] of [
      ['service', page.getByRole('textbox', { name: /^Title/ })],
      ['patterns', page.getByLabel('Filter patterns')],
      ['resources', page.getByRole('grid', { name: 'Fields of order' })],
    ] as const) {
      await shown.waitFor();
      await filesOfAnswers(page);
      await screenshot(page, `narrow-${form}`);
      const left = await side(shown);
      const right = await side(
        page.getByRole('heading', { name: 'What comes out' }),
      );
      assert.ok(left.x + left.width < right.x, form);
      const cut = await page
        .getByRole('grid')
        .evaluateAll(grids =>
          grids.some(
            ({ parentElement: around }) =>
              around && around.scrollWidth > around.clientWidth,
          ),
        );
      assert.equal(cut, false, form);
      await page.getByRole('button', { name: 'Next' }).click();
    }
    await page.close();
  });
});

describe('a table that was pasted', () => {
  it('is looked at first, becomes resources, and is compared', async () => {
    const page = await newPage();
    await page.goto(wizardUrl(portal.url));
    await page.getByRole('radio', { name: /^Orders/ }).click();
    await filesOfAnswers(page);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('Filter patterns').waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    const cell = page.locator('[data-cell="0:0"]');
    await cell.focus();
    const sql = `CREATE TABLE order_items (
  id       bigserial PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES orders,
  sku      varchar(32) NOT NULL,
  quantity int DEFAULT 1,
  weight   money
);`;
    await page.evaluate(text => navigator.clipboard.writeText(text), sql);
    await page.keyboard.press('Control+V');
    const panel = page.getByRole('region', { name: 'Paste' });
    await panel.getByText('money is read as decimal 19,2').waitFor();
    await screenshot(page, 'paste');
    assert.deepEqual(await violationsOf(page, '[aria-label="Paste"]'), []);
    await panel.getByRole('button', { name: 'Add as order-item' }).click();
    await page.getByRole('tab', { name: /^order items/ }).waitFor();
    await page.getByText('Pasted SQL').waitFor();
    await page.getByText(/^\+\d+ files/).waitFor();
    await page.getByRole('treeitem', { name: /00001_init\.sql/ }).click();
    const difference = page.getByRole('region', { name: /^Difference in/ });
    await difference.getByText('order_items').first().waitFor();
    await screenshot(page, 'difference');
    assert.deepEqual(await violationsOf(page, '[data-section]'), []);
    // One cell is copied to another as in a spreadsheet.
    await page.locator('[data-cell="1:6"]').focus();
    await page.keyboard.press('Control+C');
    assert.equal(
      await page.evaluate(() => navigator.clipboard.readText()),
      'max 32',
    );
    await page.close();
  });
});

describe('by keyboard alone, at night', () => {
  it('a service is named, seen and created', async () => {
    const page = await newPage({ colorScheme: 'dark' });
    const { keyboard } = page;
    let keys = 0;
    const press = async (key: string) => {
      keys += 1;
      await keyboard.press(key);
    };
    await page.goto(wizardUrl(portal.url));
    await heading(page, 'What comes out');
    const reach = async (what: string, selector: string) => {
      for (let presses = 0; presses < 80; presses += 1) {
        const isThere = await page.evaluate(
          css => document.activeElement?.matches(css) ?? false,
          selector,
        );
        if (isThere) return;
        await press('Tab');
      }
      assert.fail(`Tab does not reach ${what}`);
    };
    await reach('the starting points', '[role=radiogroup] input');
    await press('ArrowDown');
    await filesOfAnswers(page);
    assert.deepEqual(await violationsOf(page, '[data-section]'), []);
    await press('Control+Enter');
    await page.getByLabel('Filter patterns').waitFor();
    await reach('the first card', '[data-card]');
    assert.deepEqual(await violationsOf(page, '[data-section]'), []);
    await press('ArrowDown');
    await press('Control+Enter');
    await page.getByRole('grid').waitFor();
    await reach('the table', '[data-cell]');
    await press('ArrowDown');
    await press('ArrowDown');
    await keyboard.type('phone');
    await press('Tab');
    assert.deepEqual(await violationsOf(page, '[data-section]'), []);
    await press('Control+Enter');
    await page.getByText('as they will be, byte for byte').waitFor();
    await reach('a field of the preview', '[type=search]');
    await keyboard.type('openapi.yaml');
    await reach('the tree', '[role=treeitem]');
    await press('End');
    await press('Enter');
    await page
      .getByRole('region', { name: 'api/openapi.yaml' })
      .getByText('phone:')
      .first()
      .waitFor();
    assert.deepEqual(await violationsOf(page, '[aria-label="Preview"]'), []);
    await press('Control+Enter');
    await page.getByRole('button', { name: /^Create/ }).waitFor();
    for (let presses = 0; presses < 80; presses += 1) {
      const text = await page.evaluate(
        () => document.activeElement?.textContent ?? '',
      );
      if (/^Create service$/.test(text)) break;
      await press('Tab');
    }
    await press('Enter');
    await heading(page, 'orders is ready');
    assert.deepEqual(await violationsOf(page, '[aria-label="Run"]'), []);
    // eslint-disable-next-line no-console
    console.log(
      `by keyboard alone: ${keys} keys, about ${Math.round(keys * KEY_S)} s`,
    );
    await page.close();
  });
});
