// Wrong turns of a person in the wizard. Each ends with a message that
// names what is wrong, and with a way on: no dead end.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { orderAnswers, templateValues } from '../support/answers';
import { violationsOf } from '../support/axe';
import { launchChromium } from '../support/chromium';
import { startPortal, type Portal } from '../support/portal';
import { entityArrives, startTask, taskEnd } from '../support/scaffolder';
import { inTab, openTab } from '../support/tab';
import { waitUntil } from '../support/waiting';
import { wizardUrl } from '../support/wizard';

const TIMEOUT_MS = 90_000;
/** A step of a person on a busy machine comes within this. */
const STEP_MS = 25_000;
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

/** A turn begins in a tab of its own. */
function turn(name: string, take: () => Promise<void>): void {
  it(name, async () => {
    page = await openTab(browser, STEP_MS);
    await inTab(page, take);
  });
}

const button = (name: string | RegExp) =>
  page.getByRole('button', { name }).first();
const textbox = (name: RegExp) => page.getByRole('textbox', { name }).first();
const says = (text: string | RegExp) => page.getByText(text).first().waitFor();
const next = () => button('Next').click();
const cell = (row: number, column: number) =>
  page.locator(`[data-cell="${row}:${column}"]`);

/** The wizard with answers for a service of this name. */
async function open(name = 'orders'): Promise<void> {
  await page.goto(wizardUrl(portal.url, orderAnswers(name)));
  await textbox(/^Go module/).waitFor();
  await says(/^Files \d+/);
}

async function openPage(
  to: 'patterns' | 'resources' | 'preview',
  name?: string,
) {
  await open(name);
  await next();
  await page.getByLabel('Filter patterns').waitFor();
  if (to === 'patterns') return;
  await next();
  await page.getByRole('grid').waitFor();
  if (to === 'resources') return;
  await next();
  await says('as they will be, byte for byte');
}

/** From the preview to the button that creates. */
async function review(): Promise<Locator> {
  await button('Review').click();
  const create = button(/^Create/);
  await create.waitFor();
  return create;
}

const ready = (name: string) =>
  page
    .getByRole('heading', { name: `${name} is ready` })
    .waitFor({ timeout: TIMEOUT_MS });

/** Writes a cell as a person does. */
async function write(row: number, column: number, text: string) {
  await cell(row, column).focus();
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** The page's problem is gone: Next leads on. */
async function leadsOn(to: 'patterns' | 'resources' | 'preview') {
  await next();
  const there = {
    patterns: page.getByLabel('Filter patterns'),
    resources: page.getByRole('grid'),
    preview: page.getByLabel('Find file or pattern'),
  };
  await there[to].waitFor();
}

describe('a wrong turn on the first page', () => {
  turn(
    'Next on an empty form goes to the first value that is missing',
    async () => {
      await page.goto(wizardUrl(portal.url));
      await textbox(/^Go module/).waitFor();
      await next();
      await says(/The name is missing/);
      await waitUntil(
        'the name has the focus',
        () =>
          textbox(/^Name/).evaluate(input => input === document.activeElement),
        10_000,
      );
    },
  );

  for (const name of ['My Service', '../evil', '-']) {
    turn(`a service named ${name} is told how to be named`, async () => {
      await open();
      await textbox(/^Name/).fill(name);
      await textbox(/^Title/).click();
      await says(/is no DNS label/);
      await textbox(/^Name/).fill('orders');
      await leadsOn('patterns');
    });
  }

  turn('a module that is no path says what one is', async () => {
    await open();
    await textbox(/^Go module/).fill('not a path');
    await textbox(/^Title/).click();
    await next();
    await page.locator('[aria-invalid="true"]').first().waitFor();
    await textbox(/^Go module/).fill('github.com/acme/orders');
    await leadsOn('patterns');
  });

  turn('a title without end is told its limit', async () => {
    await open();
    await textbox(/^Title/).fill('x'.repeat(150));
    await textbox(/^Name/).click();
    await says(/more than 100|at most 100|100 characters/);
    await textbox(/^Title/).fill('Orders');
    await leadsOn('patterns');
  });

  turn('a repository with a slash is told which letters go', async () => {
    await open();
    const repository = page.getByRole('textbox', { name: /^Name/ }).last();
    await repository.fill('a/b');
    await next();
    await says(/Use at most 100 letters/);
    await repository.fill('orders');
    await leadsOn('patterns');
  });

  turn('a repository without an owner asks for one', async () => {
    await open();
    const owner = page.getByRole('combobox', { name: /^Owner/ }).last();
    await owner.fill('');
    await next();
    await says(/Name the organization or user/);
    await owner.fill('demo');
    await leadsOn('patterns');
  });

  turn('a system that cannot be named is told why', async () => {
    await open();
    const system = page.getByRole('combobox', { name: /^System/ });
    await system.fill('no/system');
    await textbox(/^Title/).click();
    await page.locator('[aria-invalid="true"]').first().waitFor();
    await system.fill('shop');
    await leadsOn('patterns');
  });

  turn('Start over by mistake is undone', async () => {
    await open();
    await button('Answers').click();
    await page.getByRole('menuitem', { name: 'Start over' }).click();
    await waitUntil(
      'the form is empty',
      async () => (await textbox(/^Name/).inputValue()) === '',
      10_000,
    );
    await button('Undo').click();
    await waitUntil(
      'the answers are back',
      async () => (await textbox(/^Name/).inputValue()) === 'orders',
      10_000,
    );
    await leadsOn('patterns');
  });
});

describe('a wrong turn among the patterns', () => {
  turn('patterns that need each other offer the mend', async () => {
    await openPage('patterns');
    await page.getByRole('checkbox', { name: /^Container/ }).click();
    await says(/needs pattern 'container'/);
    await next();
    await button('Add Container').click();
    await leadsOn('resources');
  });

  turn('a filter that finds nothing is emptied', async () => {
    await openPage('patterns');
    await page.getByLabel('Filter patterns').fill('nothing like this');
    await page
      .getByRole('radio', { name: /^chi/ })
      .waitFor({ state: 'detached' });
    await page.getByLabel('Filter patterns').fill('');
    await page.getByRole('radio', { name: /^chi/ }).waitFor();
    await leadsOn('resources');
  });
});

describe('a wrong turn in the resources', () => {
  turn('a field name with a space has a mend', async () => {
    await openPage('resources');
    await write(0, 0, 'e mail');
    await says(/not a field name/);
    await button(/^Use 'e_mail'/).click();
    await leadsOn('preview');
  });

  turn('a limit that cannot be read stays until it can', async () => {
    await openPage('resources');
    await write(0, 6, 'lots');
    await says(/“lots” cannot be read/);
    await page.keyboard.press('Escape');
    await leadsOn('preview');
  });

  for (const name of ['id', 'created_at']) {
    turn(
      `a field named ${name}, which every resource has, is refused`,
      async () => {
        await openPage('resources');
        await write(0, 0, name);
        await page.locator('[data-cell="0:0"][aria-invalid="true"]').waitFor();
        await write(0, 0, 'mail');
        await leadsOn('preview');
      },
    );
  }

  turn('two fields of one name are told apart', async () => {
    await openPage('resources');
    await page.getByRole('tab', { name: /^orders/ }).click();
    const first = await cell(0, 0).innerText();
    await write(1, 0, first);
    await page.locator('[data-cell][aria-invalid="true"]').first().waitFor();
    await button('Undo').click();
    await leadsOn('preview');
  });

  turn('an enum without values asks for them', async () => {
    await openPage('resources');
    await cell(0, 1).focus();
    await page.keyboard.type('e');
    await says(/enum without values/);
  });

  turn('the last field stays', async () => {
    await openPage('resources');
    for (let count = 0; count < 6; count += 1) {
      await cell(0, 0).focus();
      await page.keyboard.press('Control+Delete');
    }
    await cell(0, 1).waitFor();
    await page.getByText('new field').waitFor();
  });

  turn('a resource that reads as a plural has a mend', async () => {
    await openPage('resources');
    await page.getByLabel('Singular').fill('parcels');
    await says(/reads as a plural/);
    await button(/^Use 'parcel'/).click();
  });

  turn('two resources of one name are told apart', async () => {
    await openPage('resources');
    await button('Resource').click();
    await page.getByLabel('Singular').fill('order');
    await page.locator('[aria-invalid="true"]').first().waitFor();
    await page.getByLabel('Singular').fill('parcel');
    await leadsOn('preview');
  });

  turn(
    'a resource that others refer to is removed and brought back',
    async () => {
      await openPage('resources');
      await page.getByRole('tab', { name: /^customers/ }).click();
      await button('Remove customer').click();
      await says(/1 error/);
      await button('Undo').click();
      await leadsOn('preview');
    },
  );

  for (const [what, text, why] of [
    [
      'SQL without an end',
      'CREATE TABLE orders',
      /needs a name and its columns/,
    ],
    ['broken JSON', '{"a": 1,', /This is no JSON/],
  ] as const) {
    turn(`${what} that is pasted says its line and is discarded`, async () => {
      await openPage('resources');
      await button('Paste').click();
      await page.getByLabel('Text to paste').fill(text);
      await says(why);
      await button('Discard').click();
      await leadsOn('preview');
    });
  }

  for (const [what, content, why] of [
    ['of something else', 'a: 1\n', /Line 1/],
    [
      'of another golden path',
      JSON.stringify({ ...orderAnswers(), goldenPath: 'elsewhere' }),
      /for golden path 'elsewhere'/,
    ],
  ] as const) {
    turn(`a file ${what} is refused and changes nothing`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'golden-path-answers-'));
      const file = join(folder, 'answers.yaml');
      await writeFile(file, content);
      await openPage('resources');
      await page.getByLabel('Answers file').setInputFiles(file);
      await says(why);
      await rm(folder, { recursive: true });
      await leadsOn('preview');
    });
  }
});

describe('a wrong turn of the connection', () => {
  turn('a link that was cut says so, and the form is there', async () => {
    await page.goto(`${wizardUrl(portal.url)}#answers=7VhNb9s4EP0r`);
    await says(/The link holds no answers that can be read/);
    await page.getByRole('radio', { name: /^Users/ }).click();
    await leadsOn('patterns');
  });

  turn('a reload in the middle brings the draft back', async () => {
    await page.goto(wizardUrl(portal.url));
    await page.getByRole('radio', { name: /^Orders/ }).click();
    await textbox(/^Name/).fill('parcels');
    await says(/^Files \d+/);
    await page.reload();
    await says('Your draft of this tab is back.');
    assert.equal(await textbox(/^Name/).inputValue(), 'parcels');
    await leadsOn('patterns');
  });

  turn('a preview without connection tries again by itself', async () => {
    await openPage('patterns');
    await page.route('**/api/golden-path/previews', route => route.abort());
    await page.getByRole('checkbox', { name: /^Metrics/ }).click();
    await says('No connection. The draft is kept; trying again in 5 s.');
    // What is out of date is faded, and can still be read.
    await page.locator('[data-stale="true"]').first().waitFor();
    assert.deepEqual(await violationsOf(page, '[data-section]'), []);
    await page.unroute('**/api/golden-path/previews');
    await says('Metrics left out');
    await leadsOn('resources');
  });

  turn('a session that ended says so, and goes on after sign-in', async () => {
    await page.goto(wizardUrl(portal.url));
    await page.getByRole('radio', { name: /^Orders/ }).click();
    await says(/^Files \d+/);
    await leadsOn('patterns');
    await page.route('**/api/golden-path/previews', route =>
      route.continue({
        headers: {
          ...route.request().headers(),
          authorization: 'Bearer ended',
        },
      }),
    );
    await page.getByRole('checkbox', { name: /^Metrics/ }).click();
    await says('Signed out. Sign in again; the draft is kept.');
    await page.unroute('**/api/golden-path/previews');
    await page.reload();
    await says('Your draft of this tab is back.');
    await page.getByLabel('Filter patterns').waitFor();
    assert.equal(
      await page.getByRole('checkbox', { name: /^Metrics/ }).isChecked(),
      false,
    );
  });

  turn('Create without connection keeps the draft for another go', async () => {
    await openPage('preview', 'lost');
    const create = await review();
    await page.route('**/api/scaffolder/v2/tasks', route => route.abort());
    await Promise.all([page.waitForEvent('requestfailed'), create.click()]);
    await page.unroute('**/api/scaffolder/v2/tasks');
    await page.reload();
    await says('as they will be, byte for byte');
    await says('golden-path compose answers.yaml lost');
    await review();
  });

  turn('a double click on Create creates one service', async () => {
    await openPage('preview', 'twice');
    await (await review()).dblclick();
    await ready('twice');
    const response = await portal.fetch('/api/scaffolder/v2/tasks');
    const { tasks } = (await response.json()) as {
      tasks: { spec: { parameters: { repoUrl: string } } }[];
    };
    const ofIt = tasks.filter(({ spec }) =>
      spec.parameters.repoUrl.endsWith('repo=twice'),
    );
    assert.equal(ofIt.length, 1);
  });
});

describe('a wrong turn at the end', () => {
  turn(
    'a repository that was taken meanwhile leads back to the answers',
    async () => {
      await openPage('preview', 'taken');
      const create = await review();
      const other = orderAnswers('taken');
      other.service.description = 'Somebody was faster';
      const values = templateValues(portal.url, other);
      const id = await startTask(portal, TEMPLATE, values);
      assert.equal((await taskEnd(portal, id)).status, 'completed');
      await create.click();
      await page
        .getByRole('heading', {
          name: 'taken was not created; nothing was made',
        })
        .waitFor();
      assert.deepEqual(await violationsOf(page, '[aria-label="Run"]'), []);
      await says(/already holds files|is taken|already/);
      await button('Change the answers').click();
      await says('These are the answers of the link.');
      await textbox(/^Name/).fill('free');
      await page.getByRole('textbox', { name: /^Name/ }).last().fill('free');
      // The other repository has brought the system.
      await says('Joins the one there is');
      await says(/^Files \d+/);
      await leadsOn('patterns');
      await leadsOn('resources');
      await leadsOn('preview');
      await (await review()).click();
      await ready('free');
    },
  );

  turn('a draft whose service was created does not come back', async () => {
    await page.goto(wizardUrl(portal.url));
    await page.getByRole('radio', { name: /^Users/ }).click();
    await says(/^Files \d+/);
    await leadsOn('patterns');
    await leadsOn('resources');
    await leadsOn('preview');
    await (await review()).click();
    await ready('users');
    await page.goto(wizardUrl(portal.url));
    await textbox(/^Go module/).waitFor();
    assert.equal(await textbox(/^Name/).inputValue(), '');
    assert.equal(await button('Start over').count(), 0);
  });

  turn(
    'an owner whom nobody knows is found before anything is created',
    async () => {
      await open('nobodys');
      const owner = page.getByRole('combobox', { name: /^Owner/ }).first();
      await owner.fill('group:default/nobody');
      await leadsOn('patterns');
      await leadsOn('resources');
      await leadsOn('preview');
      await (await review()).click();
      await page
        .getByRole('heading', {
          name: 'nobodys was not created; nothing was made',
        })
        .waitFor();
      await button('Change the answers').click();
      await textbox(/^Go module/).waitFor();
      assert.equal(await textbox(/^Name/).inputValue(), 'nobodys');
    },
  );

  turn('a run that nobody knows says so', async () => {
    await page.goto(`${portal.url}/golden-path/runs/nothing`);
    await says(/The run did not come/);
    await page.goto(`${portal.url}/golden-path`);
    await says('Go REST service');
  });
});
