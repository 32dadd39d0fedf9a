// The packages, packed as npm would get them, go into a portal that Backstage's
// own generator made, with what the guide says and nothing else. In an app of each
// frontend system somebody clicks from the list of templates to a service that builds,
// and to its topology.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium';
import { startPortal } from '../support/portal';
import { runOrThrow } from '../support/processes';
import { entityArrives } from '../support/scaffolder';
import { choose } from '../support/wizard';
import {
  addLegacyApp,
  addTopologyPages,
  createPortal,
  edit,
  installInto,
  TOPOLOGY,
} from './freshPortal';
import { pack, publishedPackages } from './packages';
import { enter, visit } from './visit';

const ADDITIONS = {
  backend: [
    // the stock module that publishes to a Gitea host
    '@backstage/plugin-scaffolder-backend-module-gitea',
    '@golden-path/backstage-plugin-golden-path-backend',
    '@golden-path/backstage-plugin-git-host-backend',
    '@golden-path/backstage-plugin-catalog-backend-module-golden-path',
    '@golden-path/backstage-plugin-scaffolder-backend-module-golden-path',
  ],
  frontend: ['@golden-path/backstage-plugin-golden-path', TOPOLOGY],
};

/** An app, and the starting point that somebody takes in it. */
const APPS = [
  { app: 'app', point: 'Users', service: 'users' },
  { app: 'app-legacy', point: 'Orders', service: 'orders' },
];

let folder: string;
let archives: Record<string, string>;
let root: string;
let browser: Browser;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golden-path-install-'));
  archives = await pack(folder);
  root = await createPortal(folder);
  await addLegacyApp(folder, root);
  addPages();
  const apps = APPS.map(({ app }) => app);
  await installInto(root, archives, { ...ADDITIONS, apps });
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** What our guides add to an app of the old frontend system. */
function addPages() {
  addTopologyPages(root);
  const file = 'packages/app-legacy/src/App.tsx';
  edit(root, file, text =>
    text.replace(
      /^/,
      `import { ScaffolderFieldExtensions } from '@backstage/plugin-scaffolder-react';
import {
  GoldenPathAnswersFieldExtension,
  GoldenPathPage,
  GoldenPathPlaceFieldExtension,
  GoldenPathRunOutputs,
} from '@golden-path/backstage-plugin-golden-path';
`,
    ),
  );
  edit(root, file, text =>
    text.replace(
      '<Route path="/create" element={<ScaffolderPage />} />',
      `<Route
      path="/create"
      element={
        <ScaffolderPage
          components={{
            EXPERIMENTAL_TemplateOutputsComponent: GoldenPathRunOutputs,
          }}
        />
      }
    >
      <ScaffolderFieldExtensions>
        <GoldenPathAnswersFieldExtension />
        <GoldenPathPlaceFieldExtension />
      </ScaffolderFieldExtensions>
    </Route>
    <Route path="/golden-path" element={<GoldenPathPage />} />`,
    ),
  );
}

/** Signs in and creates a service from a starting point. */
async function create(page: Page, url: string, point: string): Promise<void> {
  const title = 'Go REST service';
  await enter(page, `${url}/create`, page.getByText(title, { exact: true }));
  await choose(page, title);
  await page.getByRole('radio', { name: new RegExp(`^${point}`) }).click();
  const owner = page.getByRole('combobox', { name: /^Owner/ }).first();
  await owner.fill('group:default/guests');
  // The new portal's configuration names another host too.
  await page.getByRole('button', { name: /Host/ }).click();
  await page.getByRole('option', { name: new URL(url).host }).click();
  const next = (name: string | RegExp) =>
    page.getByRole('button', { name }).first().click();
  await next('Next');
  await page.getByLabel('Filter patterns').waitFor();
  await next('Next');
  await page.getByRole('grid').first().waitFor();
  await next('Next');
  await page.getByText('as they will be, byte for byte').waitFor();
  await next('Review');
  await next(/^Create/);
}

describe('packed packages in a fresh portal', () => {
  it('are all there, without sources and with what they need', async () => {
    for (const { name } of publishedPackages()) {
      const { stdout } = await runOrThrow('tar', ['-tzf', archives[name]!]);
      const files = stdout.split('\n');
      assert.ok(
        files.some(file => file.startsWith('package/dist/')),
        name,
      );
      assert.ok(!files.some(file => file.startsWith('package/src/')), name);
      assert.ok(files.includes('package/README.md'), name);
      if (name.endsWith('-golden-path-node')) {
        assert.ok(files.includes('package/templates/patterns/facts.json'));
      }
    }
  });

  for (const { app, point, service } of APPS) {
    it(`create a service in ${app}`, { timeout: 1_200_000 }, async () => {
      await runOrThrow('yarn', ['workspace', app, 'build'], { cwd: root });
      const portal = await startPortal({ root, config: configOf(app) });
      try {
        await entityArrives(portal, 'group', 'guests');
        await visit(browser, async page => {
          await create(page, portal.url, point);
          await page
            .getByRole('heading', { name: `${service} is ready` })
            .waitFor();
          await page.getByText('in the catalog').first().waitFor();
          await page
            .getByRole('link', { name: `${service} and its neighbours` })
            .click();
          await page
            .getByRole('application', { name: `Topology of ${point}` })
            .getByRole('button', { name: `${point} database` })
            .waitFor();
        });
        const url = `${portal.url}/api/git-host/demo/${service}.git`;
        const clone = join(folder, service);
        await runOrThrow('git', ['clone', '--quiet', url, clone]);
        await runOrThrow('go', ['build', './...'], { cwd: clone });
      } finally {
        await portal.stop();
      }
    });
  }
});

function configOf(app: string) {
  return {
    app: { packages: 'all', packageName: app },
    auth: {
      providers: { guest: { dangerouslyAllowOutsideDevelopment: true } },
    },
    backend: { database: { client: 'better-sqlite3' } },
    gitHost: {
      username: 'git-demo',
      password: 'for-this-machine-only',
      organizations: ['demo'],
      anonymousRead: true,
    },
    catalog: {
      rules: [{ allow: ['Component', 'API', 'Resource', 'System'] }],
      locations: [
        {
          type: 'file',
          target: join(root, 'examples/org.yaml'),
          rules: [{ allow: ['User', 'Group'] }],
        },
      ],
    },
  };
}
