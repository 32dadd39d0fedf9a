// A landscape as people open it, in a browser: from the click to a settled graph, and panning, beside
// Backstage's own graph and other ways to draw the same. It prints what was measured and asserts only
// that everybody drew everything: a time is a fact about a machine.
import { after, before, test, type TestContext } from 'node:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium';
import { type Postgres, startPostgres } from '../support/postgres';
import { buildPages } from './topologyBrowser/buildPages';
import {
  type CatalogServer,
  LATENCY_MS,
  startCatalogServer,
} from './topologyBrowser/catalogServer';
import { landscapeEntities } from './topologyBrowser/landscapeEntities';
import type { Frames, Measured, Stages } from './topologyBrowser/probe';

const SIZE = { width: 1500, height: 950 };
const PAN_MS = 2000;

/** A page that is measured, and how to tell that its graph is there. */
interface Drawn {
  name: string;
  path: string;
  selector: string;
  count: number;
  runs: number;
}

interface Result extends Measured {
  frames: Frames;
  /** ms of processor time from the click until it is settled: by the page's thread, and by all of its process. */
  cpu: { page: number; process: number };
}

let pages: string;
let browser: Browser;
let postgres: Postgres;
before(async () => {
  pages = await mkdtemp(join(tmpdir(), 'golden-path-bench-'));
  await buildPages(pages);
  [browser, postgres] = await Promise.all([launchChromium(), startPostgres()]);
});
after(async () => {
  await browser?.close();
  await postgres?.stop();
  await rm(pages, { recursive: true, force: true });
});

const OURS = '[role="group"][aria-busy="false"] [role="application"]';

/** Everything around one service that can be reached, with calls, as merged pairs. */
function catalogGraph(root: string): string {
  const relations = [
    ...['consumesApi', 'apiConsumedBy', 'providesApi', 'apiProvidedBy'],
    ...['dependsOn', 'dependencyOf'],
  ];
  const query = [
    ['rootEntityRefs[]', root],
    ['unidirectional', 'false'],
    ['mergeRelations', 'true'],
    ['showFilters', 'false'],
    ...relations.map(relation => ['selectedRelations[]', relation]),
  ];
  return `/catalog-graph?${new URLSearchParams(query as [string, string][])}`;
}

async function openPortal(server: CatalogServer): Promise<Page> {
  const page = await browser.newPage({ viewport: SIZE });
  page.setDefaultTimeout(60_000);
  await page.goto(`${server.url}/empty`);
  await page.locator('#empty').waitFor();
  return page;
}

/** Drags the graph to and fro, as fast as the browser takes it. */
async function pan(page: Page): Promise<Frames> {
  const [x, y] = [SIZE.width / 2, SIZE.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.evaluate(() => window.probe.countFrames());
  const end = Date.now() + PAN_MS;
  for (let step = 0; Date.now() < end; step += 1) {
    const reach = 300 * Math.sin(step / 15);
    await page.mouse.move(x + reach, y + reach / 2);
  }
  const frames = await page.evaluate(() => window.probe.frames());
  await page.mouse.up();
  return frames;
}

/** How much processor time a page has taken; unlike any other time, it does not depend on what else a machine does. */
async function cpuClock(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const seconds = (name: string) =>
      metrics.find(metric => metric.name === name)?.value ?? NaN;
    return {
      page: 1000 * seconds('TaskDuration'),
      process: 1000 * seconds('ProcessTime'),
    };
  };
}

/** Opens a page some times from another one. The shortest is the work; what else the machine does is left out. */
async function measure(page: Page, drawn: Drawn): Promise<Result> {
  const { path, selector, count } = drawn;
  const results: Omit<Result, 'frames'>[] = [];
  const cpuOf = await cpuClock(page);
  for (let run = 0; run < drawn.runs; run += 1) {
    await page.evaluate(() => window.probe.goTo('/empty'));
    await page.locator('#empty').waitFor();
    const start = await cpuOf();
    const measured = await page.evaluate(
      (args: [string, string, number]) => window.probe.open(...args),
      [path, selector, count] as [string, string, number],
    );
    const now = await cpuOf();
    const cpu = {
      page: now.page - start.page,
      process: now.process - start.process,
    };
    results.push({ ...measured, cpu });
  }
  const best = results.reduce((a, b) => (b.settled < a.settled ? b : a));
  return { ...best, frames: await pan(page) };
}

const COLUMNS = [
  ...['interactive', 'settled', 'times as long', 'longest task', 'blocked'],
  ...['CPU, page', 'CPU, all', 'elements', 'frames/s', 'worst frame'],
];

const row = (name: string, cells: readonly string[]) =>
  name.padEnd(34) + cells.map(cell => cell.padStart(14)).join('');

const ms = (value: number) => `${value.toFixed(0)} ms`;

/** What was measured, with the time that ours took as the unit. */
function cellsOf(result: Result, own: Result): string[] {
  const { settled, interactive, longTasks, cpu, elements, frames } = result;
  const blocked = longTasks.reduce((sum, task) => sum + task, 0);
  return [
    ...[ms(interactive), ms(settled)],
    `${(settled / own.settled).toFixed(1)} x`,
    longTasks[0] === undefined ? 'under 50 ms' : ms(longTasks[0]),
    ...[ms(blocked), ms(cpu.page), ms(cpu.process), String(elements)],
    ...[frames.perSecond.toFixed(0), ms(frames.longest)],
  ];
}

/** What part of the time until it is interactive each stage takes. */
function sharesOf(stages: Stages, interactive: number): string {
  const parts = Object.entries(stages).map(
    ([stage, time]) =>
      `${stage} ${ms(time)} (${((100 * time) / interactive).toFixed(0)} %)`,
  );
  return `  ${parts.join(', ')}`;
}

/** Measures one after the other and prints a row of each. @throws if one does not draw everything */
async function race(
  context: TestContext,
  server: CatalogServer,
  contenders: readonly Drawn[],
) {
  let own: Result | undefined;
  context.diagnostic(row('', COLUMNS));
  for (const contender of contenders) {
    const page = await openPortal(server);
    const errors: string[] = [];
    page.on('pageerror', error => errors.push(error.message));
    const result = await measure(page, contender).catch(error => {
      throw new Error(`${contender.name} draws nothing: ${errors[0] ?? error}`);
    });
    await page.close();
    own ??= result;
    context.diagnostic(row(contender.name, cellsOf(result, own)));
    const { stages, interactive } = result;
    if (stages) context.diagnostic(sharesOf(stages, interactive));
  }
}

test('200 services beside other graphs', async context => {
  const entities = landscapeEntities(200);
  const counted = (kinds: readonly string[]) =>
    entities.filter(({ kind }) => kinds.includes(kind)).length;
  const cards = counted(['Component', 'Resource']);
  const boxes = counted(['System', 'Domain']);
  const server = await startCatalogServer({ entities, pages });
  context.diagnostic(
    `${entities.length} entities, no index, catalog ${LATENCY_MS} ms away`,
  );
  try {
    await race(context, server, [
      {
        name: 'this landscape, every service',
        path: '/topology?level=none',
        ...{ selector: OURS, count: 1, runs: 5 },
      },
      {
        name: 'this landscape, as it opens',
        path: '/topology',
        ...{ selector: OURS, count: 1, runs: 5 },
      },
      {
        name: 'catalog-graph 0.6.8',
        path: catalogGraph('component:default/service-0'),
        selector: '[data-testid="node"]',
        ...{ count: cards + counted(['API']), runs: 1 },
      },
      {
        name: 'elkjs with React Flow',
        path: '/peers?peer=elk',
        ...{ selector: '.react-flow__node', count: cards + boxes, runs: 1 },
      },
      {
        name: 'dagre, no boxes, with React Flow',
        path: '/peers?peer=dagre',
        ...{ selector: '.react-flow__node', count: cards, runs: 1 },
      },
      {
        name: 'Mermaid',
        path: '/peers?peer=mermaid',
        ...{ selector: 'g.node', count: cards, runs: 1 },
      },
    ]);
  } finally {
    await server.close();
  }
});

test('5,000 services', async context => {
  const entities = landscapeEntities(5000);
  const database = await postgres.createDatabase('landscape');
  const server = await startCatalogServer({ entities, pages, database });
  context.diagnostic(`${entities.length} entities in the index`);
  try {
    await race(context, server, [
      {
        name: 'this landscape, as it opens',
        path: '/topology',
        ...{ selector: OURS, count: 1, runs: 3 },
      },
      {
        name: 'this landscape, every service',
        path: '/topology?level=none',
        ...{ selector: OURS, count: 1, runs: 2 },
      },
    ]);
  } finally {
    await server.close();
  }
});
