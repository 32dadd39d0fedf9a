// After a creation that failed, somebody retries it, or starts over with the
// buttons of the page that tells of it: the answers are there, and it goes through.
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { orderAnswers, templateValues } from '../support/answers';
import { launchChromium } from '../support/chromium';
import { startPortal, type Portal } from '../support/portal';
import { entityArrives, startTask, taskEnd } from '../support/scaffolder';
import { inTab, openTab } from '../support/tab';

const TIMEOUT_MS = 60_000;
const TEMPLATE = 'go-rest-service';

let portal: Portal;
let browser: Browser;
let page: Page;

before(async () => {
  portal = await startPortal();
  browser = await launchChromium();
  await entityArrives(portal, 'group', 'commerce');
});
after(async () => {
  await browser?.close();
  await portal?.stop();
});

/** A person does something in a tab of its own. */
function someone(does: string, take: () => Promise<void>): void {
  it(does, async () => {
    page = await openTab(browser, TIMEOUT_MS);
    await inTab(page, take);
  });
}

const button = (name: string | RegExp) =>
  page.getByRole('button', { name }).first();
const heading = (name: string) =>
  page.getByRole('heading', { name }).first().waitFor();
const service = () => page.getByRole('textbox', { name: /^Name/ }).first();
const repository = () => page.getByRole('textbox', { name: /^Name/ }).last();

async function create(name: string, description?: string): Promise<string> {
  const answers = orderAnswers(name);
  if (description) answers.service.description = description;
  const values = templateValues(portal.url, answers);
  const id = await startTask(portal, TEMPLATE, values);
  await taskEnd(portal, id);
  return id;
}

/** Shows the run of a creation whose repository somebody else has made. */
async function openFailed(name: string, path: string): Promise<void> {
  await create(name, 'Somebody was faster');
  const id = await create(name);
  await page.goto(`${portal.url}${path}/${id}`);
  await heading(`${name} was not created; nothing was made`);
}

/** From the first page, on which the answers are, to a service. */
async function createAs(name: string): Promise<void> {
  await service().fill(name);
  await repository().fill(name);
  await page.getByText(/^Files \d+/).waitFor();
  await button('Next').click();
  await page.getByLabel('Filter patterns').waitFor();
  await button('Next').click();
  await page.getByRole('tab', { name: /^customers/ }).waitFor();
  await button('Next').click();
  await page.getByText('as they will be, byte for byte').waitFor();
  await button('Review').click();
  await button(/^Create/).click();
  await heading(`${name} is ready`);
}

someone('retries once nothing stands in the way', async () => {
  await openFailed('retried', '/golden-path/runs');
  const taken = join(portal.folder, 'git/demo/retried.git');
  await rm(taken, { recursive: true });
  await button('Retry').click();
  await heading('retried is ready');
});

someone("starts over with the portal's own button", async () => {
  await openFailed('over', '/create/tasks');
  await button('Start Over').click();
  await service().waitFor();
  assert.equal(await service().inputValue(), 'over');
  assert.equal(await repository().inputValue(), 'over');
  await createAs('over-again');
});

someone('starts again with the answers of a run that went well', async () => {
  const id = await create('model');
  await page.goto(`${portal.url}/golden-path/runs/${id}`);
  await heading('model is ready');
  await button('Start again with these answers').click();
  await page.getByText('These are the answers of the link.').waitFor();
  assert.equal(await service().inputValue(), 'model');
  // What was created of these answers before does not make them done.
  await page.reload();
  await page.getByText('Your draft of this tab is back.').waitFor();
  assert.equal(await service().inputValue(), 'model');
  await createAs('model-again');
});
