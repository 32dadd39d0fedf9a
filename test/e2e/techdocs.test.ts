// The docs of a created service and those of the product are read in the portal;
// where nothing renders them, the page says what is missing.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { orderAnswers, templateValues } from '../support/answers';
import { launchChromium } from '../support/chromium';
import { installMkdocs } from '../support/mkdocs';
import { startPortal, type Portal } from '../support/portal';
import {
  entityArrives,
  startTask,
  taskEnd,
  taskLog,
} from '../support/scaffolder';
import { screenshot } from '../support/screenshot';
import { openTab } from '../support/tab';

const ROOT = dirname(dirname(__dirname));
/** Rendering a site takes seconds on a busy machine. */
const TIMEOUT_MS = 60_000;

let portal: Portal;
let browser: Browser;
let page: Page;
/** On the portal's PATH; empty at first, as on a machine without MkDocs. */
let commands: string;

before(async () => {
  commands = await mkdtemp(join(tmpdir(), 'golden-path-commands-'));
  const PATH = [commands, process.env.PATH].join(delimiter);
  portal = await startPortal({ env: { PATH } });
  browser = await launchChromium();
  page = await openTab(browser, TIMEOUT_MS);
  await entityArrives(portal, 'group', 'commerce');
  const values = templateValues(portal.url, orderAnswers());
  const id = await startTask(portal, 'go-rest-service', values);
  const { status } = await taskEnd(portal, id);
  assert.equal(status, 'completed', await taskLog(portal, id));
});
after(async () => {
  await browser?.close();
  await portal?.stop();
  await rm(commands, { recursive: true, force: true });
});

const docsOf = (component: string) =>
  `${portal.url}/docs/default/component/${component}`;

it('the page says what is missing where nothing renders docs', async () => {
  await page.goto(docsOf('orders'));
  await page
    .getByText(/the machine of this portal has none\. Install it with/)
    .waitFor();
  await screenshot(page, 'docs-1-missing');
});

it('the docs of a created service are read', async () => {
  await symlink(
    join(await installMkdocs(), 'mkdocs'),
    join(commands, 'mkdocs'),
  );
  await page.goto(docsOf('orders'));
  await page.getByRole('heading', { name: 'Orders' }).waitFor();
  await page.getByText('│ Orders database │').waitFor();
  await page.getByRole('cell', { name: 'List orders' }).first().waitFor();
  await screenshot(page, 'docs-2-service');
  await page.getByRole('link', { name: 'Runbook' }).first().click();
  await page.getByRole('heading', { name: 'Runbook' }).first().waitFor();
});

it('the docs of the product are read, and stay as they are', async () => {
  // TechDocs renders a folder of this machine where it is, and writes into its file.
  const file = join(ROOT, 'docs/mkdocs.yml');
  const written = await readFile(file, 'utf8');
  await page.goto(docsOf('portal'));
  await page.getByRole('heading', { name: 'Golden Path' }).waitFor();
  await screenshot(page, 'docs-3-product');
  assert.equal(await readFile(file, 'utf8'), written);
});
