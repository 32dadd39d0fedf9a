// Whoever opens the topology in the real portal: the landscape, a system, an
// entity, by mouse and by keyboard, in a real browser.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { violationsByDayAndNight } from '../support/axe';
import { launchChromium } from '../support/chromium';
import { startPortal, type Portal } from '../support/portal';
import { screenshot } from '../support/screenshot';
import { openTab } from '../support/tab';
import { waitUntil } from '../support/waiting';

const TIMEOUT_MS = 60_000;

let portal: Portal;
let browser: Browser;
let page: Page;
const errors: string[] = [];

before(async () => {
  [portal, browser] = await Promise.all([
    startPortal({
      config: {
        topology: {
          refresh: { frequency: { seconds: 5 }, timeout: { minutes: 1 } },
        },
      },
    }),
    launchChromium(),
  ]);
  page = await openTab(browser, TIMEOUT_MS);
  page.on('pageerror', error => errors.push(error.message));
  await waitUntil(
    'the examples are in the index',
    async () => {
      const response = await portal.fetch(
        '/api/topology/v1/boxes/system/default/online-boutique',
      );
      const { topology } = await response.json();
      return topology.strings.includes('redis-cart');
    },
    TIMEOUT_MS,
  );
});
after(async () => {
  await browser?.close();
  await portal?.stop();
});

const graph = (name: string) => page.getByRole('application', { name });

/** What the menu hands to the browser's downloads. */
async function exported(format: string): Promise<Buffer> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: format }).click(),
  ]);
  return readFile(await download.path());
}

/** What axe finds in the view. */
const violations = () =>
  violationsByDayAndNight(page, '[role="group"][aria-busy]');

describe('the landscape', () => {
  it('is a page of the navigation, rolled up as far as it can be read', async () => {
    await page.goto(portal.url);
    await page.getByRole('link', { name: 'Topology', exact: true }).click();
    await graph('Landscape').waitFor();
    await graph('Landscape')
      .getByRole('button', { name: /^Online Boutique, .*collapsed system/ })
      .waitFor();
    await screenshot(page, 'topology-landscape');
    assert.deepEqual(await violations(), []);
  });

  it('rolls up to domains, and keeps that in its address', async () => {
    await page.getByRole('button', { name: /^Show/ }).click();
    await page.getByRole('menuitemradio', { name: 'domains' }).click();
    const retail = graph('Landscape').getByRole('button', {
      name: /^retail, .*collapsed domain/,
    });
    await retail.waitFor();
    assert.match(page.url(), /level=domain/);
    await page.reload();
    await retail.waitFor();
    await screenshot(page, 'topology-domains');
  });

  it('lists findings with the numbers of their marks', async () => {
    await page.goto(`${portal.url}/topology?side=findings`);
    const findings = page.getByRole('complementary', { name: 'Findings' });
    await findings.getByRole('listitem').first().waitFor();
    await findings
      .getByRole('listitem')
      .first()
      .getByRole('button')
      .first()
      .click();
    await screenshot(page, 'topology-findings');
    assert.deepEqual(await violations(), []);
  });

  it('tells what breaks if a service stops', async () => {
    await page.goto(
      `${portal.url}/topology?selected=component:default/cartservice&side=impact`,
    );
    const impact = page.getByRole('region', { name: 'Impact' });
    await impact.getByRole('button', { name: /^frontend/ }).waitFor();
    await screenshot(page, 'topology-impact');
    assert.deepEqual(await violations(), []);
  });
});

describe('the topology of a system', () => {
  it('is walked and chosen from by keyboard alone', async () => {
    await page.goto(
      `${portal.url}/catalog/default/system/online-boutique/topology`,
    );
    const view = graph('Topology of Online Boutique');
    await view.getByRole('button', { name: /^frontend/ }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const focused = await page.evaluate(() =>
      document.activeElement?.getAttribute('data-item'),
    );
    assert.match(String(focused), /^component:default\//);
    assert.notEqual(focused, 'component:default/frontend');
    await page.getByRole('complementary').waitFor();
    await page.keyboard.press('f');
    await page.waitForURL(/focus=/);
    await screenshot(page, 'topology-system');
    assert.deepEqual(await violations(), []);
  });

  it('is exported as the picture that the command line draws', async () => {
    const svg = (await exported('SVG')).toString();
    assert.match(svg, /^<svg [^]*checkoutservice[^]*<\/svg>\s*$/);
  });

  it('is exported as a PNG of twice its size, under the policy of the portal', async () => {
    const svg = (await exported('SVG')).toString();
    const sides = ['width', 'height'].map(side =>
      Number(new RegExp(`^<svg [^>]* ${side}="(\\d+)"`).exec(svg)?.[1]),
    );
    const png = await exported('PNG');
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
    // the header begins with width and height
    assert.deepEqual(
      [png.readUInt32BE(16), png.readUInt32BE(20)],
      sides.map(side => 2 * side),
    );
  });

  it('can be read as a table', async () => {
    await page.getByRole('button', { name: 'Table' }).click();
    await page.getByRole('rowheader', { name: 'cartservice' }).waitFor();
    await screenshot(page, 'topology-table');
    assert.deepEqual(await violations(), []);
  });
});

describe('the canvas', () => {
  const scene = () =>
    graph('Topology of Online Boutique').locator('svg[data-far]');
  const place = () =>
    scene().evaluate(svg => (svg as SVGElement).style.transform);
  const zoom = (name: string) =>
    page.getByRole('group', { name: 'Zoom' }).getByRole('button', { name });
  // it is for the eye alone: keys walk the graph, and the graph follows them
  const minimap = () =>
    page.locator('[aria-hidden="true"]:has(> canvas + div)');

  before(async () => {
    await page.goto(
      `${portal.url}/catalog/default/system/online-boutique/topology`,
    );
    await scene().waitFor();
  });

  it('has a map where not everything is in sight, which leads to what is pressed', async () => {
    assert.equal(await minimap().count(), 0);
    for (let step = 0; step < 5; step += 1) await zoom('Zoom in').click();
    await minimap().waitFor();
    const fitted = await place();
    await minimap().click({ position: { x: 12, y: 60 } });
    const left = await place();
    await minimap().click({ position: { x: 170, y: 60 } });
    assert.notEqual(left, fitted);
    assert.notEqual(await place(), left);
    await zoom('Fit to view').click();
    await minimap().waitFor({ state: 'detached' });
  });

  it('leaves out small words from afar, and keeps names', async () => {
    const shown = () =>
      scene().evaluate(svg => {
        const words = [...svg.querySelectorAll('text')].filter(
          ({ textContent }) => textContent,
        );
        const isShown = (text: Element) =>
          getComputedStyle(text).display !== 'none';
        return {
          all: words.length,
          shown: words.filter(isShown).length,
          name: words.some(
            text => text.textContent === 'cartservice' && isShown(text),
          ),
        };
      });
    const near = await shown();
    assert.equal(near.shown, near.all);
    for (let step = 0; step < 6; step += 1) await zoom('Zoom out').click();
    const far = await shown();
    assert.ok(far.shown < far.all, JSON.stringify(far));
    assert.ok(far.name);
  });

  it('glides into view, unless the person wants less motion', async () => {
    const transition = async () => {
      await zoom('Zoom in').click();
      await zoom('Fit to view').click();
      return scene().evaluate(svg => getComputedStyle(svg).transitionDuration);
    };
    assert.equal(await transition(), '0.2s');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    assert.equal(await transition(), '0s');
    await page.emulateMedia({ reducedMotion: null });
  });
});

describe('the topology of a component', () => {
  it('shows its callers and callees, and goes further on request', async () => {
    await page.goto(
      `${portal.url}/catalog/default/component/checkoutservice/topology`,
    );
    const view = graph('Topology of checkoutservice');
    await view.getByRole('button', { name: /^paymentservice/ }).waitFor();
    await screenshot(page, 'topology-component');
    assert.deepEqual(await violations(), []);
    await page.getByRole('button', { name: /^Depth/ }).click();
    await page.getByRole('menuitemradio', { name: '2 calls' }).click();
    await view.getByRole('button', { name: /^redis-cart/ }).waitFor();
  });

  it('leaves no error behind on any of these pages', () => {
    assert.deepEqual(errors, []);
  });
});
