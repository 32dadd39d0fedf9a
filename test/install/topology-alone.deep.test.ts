// The topology's packages alone, packed as npm would get them, in a portal that Backstage's own generator
// made: without a package of the golden paths, and without the scaffolder. Two apps stand before one
// backend, one of the new frontend system and one of the old.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium';
import { startPortal } from '../support/portal';
import { runOrThrow } from '../support/processes';
import { waitUntil } from '../support/waiting';
import {
  addLegacyApp,
  addTopologyPages,
  createPortal,
  edit,
  installInto,
  TOPOLOGY,
} from './freshPortal';
import { pack } from './packages';
import { enter, visit } from './visit';

const TIMEOUT_MS = 120_000;
const APPS = ['app', 'app-legacy'];

let folder: string;
let root: string;
let browser: Browser;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golden-path-topology-'));
  root = await createPortal(folder);
  await addLegacyApp(folder, root);
  addTopologyPages(root);
  withoutScaffolder();
  await installInto(root, await pack(folder, 'topology'), {
    backend: [
      `${TOPOLOGY}-backend`,
      '@golden-path/backstage-plugin-catalog-backend-module-topology',
    ],
    frontend: [TOPOLOGY],
    apps: APPS,
  });
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

function withoutScaffolder() {
  const manifests = [...APPS, 'backend'].map(
    name => `packages/${name}/package.json`,
  );
  for (const manifest of manifests) {
    edit(root, manifest, text => text.replace(/^.*scaffolder.*\n/gm, ''));
  }
  edit(root, 'packages/app-legacy/src/App.tsx', text =>
    text
      .replace(/^ *bind\(scaffolderPlugin\.[^;]*;\n/m, '')
      .replace(/^.*scaffolder.*\n/gim, ''),
  );
  edit(root, 'packages/backend/src/index.ts', text =>
    text.replace(
      /^backend\.add\(\s*import\('[^']*scaffolder[^']*'\),?\s*\);\n/gm,
      '',
    ),
  );
}

async function shows(page: Page, graph: string, node: RegExp) {
  await page
    .getByRole('application', { name: graph })
    .getByRole('button', { name: node })
    .first()
    .waitFor();
}

describe('the topology alone in a fresh portal', () => {
  it('brings no other package of ours, and no scaffolder', async () => {
    const { stdout } = await runOrThrow(
      'find',
      ['node_modules/@golden-path', '-mindepth', '1', '-maxdepth', '1'],
      { cwd: root },
    );
    const installed = stdout.split('\n').filter(Boolean);
    assert.ok(installed.length >= 5, stdout);
    for (const path of installed) assert.match(path, /topology/);
    const ofScaffolder = await runOrThrow(
      'find',
      [
        ...['node_modules', 'packages'],
        ...['-regex', '.*/@backstage/[^/]*scaffolder[^/]*', '-prune'],
      ],
      { cwd: root },
    );
    // types that the stock catalog needs
    assert.equal(
      ofScaffolder.stdout.trim(),
      'node_modules/@backstage/plugin-scaffolder-common',
    );
    const source = readFileSync(join(root, 'packages/backend/src/index.ts'));
    assert.doesNotMatch(source.toString(), /import\('[^']*scaffolder/);
  });

  for (const app of APPS) {
    it(`shows its pages in ${app}`, { timeout: 900_000 }, async () => {
      await runOrThrow('yarn', ['workspace', app, 'build'], { cwd: root });
      const portal = await startPortal({
        root,
        config: {
          app: { packageName: app },
          auth: {
            providers: { guest: { dangerouslyAllowOutsideDevelopment: true } },
          },
          backend: { database: { client: 'better-sqlite3' } },
          catalog: {
            locations: ['entities', 'org'].map(name => ({
              type: 'file',
              target: join(root, `examples/${name}.yaml`),
              rules: [
                { allow: ['User', 'Group', 'Component', 'API', 'System'] },
              ],
            })),
          },
          topology: {
            refresh: { frequency: { seconds: 5 }, timeout: { minutes: 1 } },
          },
        },
      });
      try {
        await waitUntil(
          'the examples are in the index',
          async () => {
            const answer = await portal.fetch(
              '/api/topology/v1/boxes/system/default/examples',
            );
            return (await answer.text()).includes('example-website');
          },
          TIMEOUT_MS,
        );
        await visit(browser, async page => {
          const landscape = page.getByRole('application', {
            name: 'Landscape',
          });
          await enter(page, `${portal.url}/topology`, landscape);
          await shows(page, 'Landscape', /^example-website/);
          await page.goto(
            `${portal.url}/catalog/default/system/examples/topology`,
          );
          await shows(page, 'Topology of examples', /^example-website/);
          await page.goto(
            `${portal.url}/catalog/default/component/example-website/topology`,
          );
          await shows(page, 'Topology of example-website', /^example-grpc-api/);
        });
      } finally {
        await portal.stop();
      }
    });
  }
});
