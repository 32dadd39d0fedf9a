// A person signs in for the first time and has a service a few clicks later; and
// a service from a table that was pasted.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { violationsOf } from '../support/axe';
import { launchChromium } from '../support/chromium';
import { startPortal, type Portal } from '../support/portal';
import { screenshot, THEME } from '../support/screenshot';
import { waitUntil } from '../support/waiting';
import { choose } from '../support/wizard';

/** A page of a busy machine comes within this. */
const TIMEOUT_MS = 60_000;
const GUEST = '/api/catalog/entities/by-name/user/default/guest';
/** Of a person who knows what to do: a click with its look. */
const CLICK_S = 2;

let portal: Portal;
let browser: Browser;

before(async () => {
  portal = await startPortal();
  browser = await launchChromium();
  await waitUntil(
    'the guest is in the catalog',
    async () => (await portal.fetch(GUEST)).ok,
    TIMEOUT_MS,
  );
});
after(async () => {
  await browser?.close();
  await portal?.stop();
});

async function newPage(): Promise<Page> {
  const context = await browser.newContext({
    colorScheme: THEME,
    viewport: { width: 1500, height: 950 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(TIMEOUT_MS);
  return page;
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
    await page.getByText(/^Files \d+/).waitFor();
    await screenshot(page, 'first-2-service');
    assert.deepEqual(await violationsOf(page, '[data-section]'), []);
    await click('Next', 'button');
    await page.getByLabel('Filter patterns').waitFor();
    await page.getByText(/^Files \d+/).waitFor();
    await screenshot(page, 'first-3-patterns');
    assert.deepEqual(await violationsOf(page, '[data-section]'), []);
    await click('Next', 'button');
    await page.getByRole('grid').waitFor();
    await page.getByText(/^Files \d+/).waitFor();
    await screenshot(page, 'first-4-resources');
    assert.deepEqual(await violationsOf(page, '[data-section]'), []);
    await click('Next', 'button');
    await page.getByText('as they will be, byte for byte').waitFor();
    await page.getByRole('region', { name: 'README.md' }).waitFor();
    await screenshot(page, 'first-5-preview');
    await click('Review', 'button');
    await click(/^Create/, 'button');
    await heading(page, 'users is ready');
    await page.getByText('in the catalog').first().waitFor();
    await screenshot(page, 'first-6-ready');
    const seconds = clicks * CLICK_S;
    // eslint-disable-next-line no-console
    console.log(
      `from sign-in to a service: ${clicks} clicks, no typing, about ${seconds} s of a person`,
    );
    assert.ok(seconds < 90);
  });
});

describe('a table that was pasted', () => {
  it('is looked at first, becomes resources, and is compared', async () => {
    const page = await newPage();
    await page.goto(`${portal.url}/create/templates/default/go-rest-service`);
    await page.getByRole('radio', { name: /^Orders/ }).click();
    await page.getByText(/^Files \d+/).waitFor();
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
    await page.locator('[data-cell="1:5"]').focus();
    await page.keyboard.press('Control+C');
    assert.equal(
      await page.evaluate(() => navigator.clipboard.readText()),
      'max 32',
    );
    await page.context().close();
  });
});
