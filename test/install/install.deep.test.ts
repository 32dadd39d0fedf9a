// The packages, packed as npm would get them, go into a portal that Backstage's
// own generator made. Its app builds, and one service is created in it.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { orderAnswers, templateValues } from '../support/answers';
import { startPortal } from '../support/portal';
import { runOrThrow } from '../support/processes';
import { startTask, taskEnd, taskLog } from '../support/scaffolder';
import { createPortal, installInto } from './freshPortal';
import { pack, publishedPackages } from './packages';

const ADDITIONS = {
  backend: [
    // the stock module that publishes to a Gitea host
    '@backstage/plugin-scaffolder-backend-module-gitea',
    '@golden-path/backstage-plugin-golden-path-backend',
    '@golden-path/backstage-plugin-git-host-backend',
    '@golden-path/backstage-plugin-catalog-backend-module-golden-path',
    '@golden-path/backstage-plugin-scaffolder-backend-module-golden-path',
  ],
  frontend: [
    '@golden-path/backstage-plugin-golden-path',
    '@golden-path/backstage-plugin-topology',
  ],
};

let folder: string;
let archives: Record<string, string>;
let root: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golden-path-install-'));
  archives = await pack(folder);
  root = await createPortal(folder);
  await installInto(root, archives, ADDITIONS);
});
after(() => rm(folder, { recursive: true, force: true }));

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

  it('build into the app', async () => {
    await runOrThrow('yarn', ['workspace', 'app', 'build'], { cwd: root });
  });

  it('create a service', async () => {
    const portal = await startPortal({
      root,
      config: {
        app: { packages: 'all' },
        auth: {
          providers: { guest: { dangerouslyAllowOutsideDevelopment: true } },
        },
        backend: {
          database: { client: 'better-sqlite3' },
        },
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
      },
    });
    try {
      const answers = orderAnswers();
      answers.service.owner = 'group:default/guests';
      const id = await startTask(
        portal,
        'go-rest-service',
        templateValues(portal.url, answers),
      );
      const { status } = await taskEnd(portal, id);
      assert.equal(status, 'completed', await taskLog(portal, id));
      const url = `${portal.url}/api/git-host/demo/orders.git`;
      const clone = join(folder, 'orders');
      await runOrThrow('git', ['clone', '--quiet', url, clone]);
      await runOrThrow('go', ['build', './...'], { cwd: clone });
    } finally {
      await portal.stop();
    }
  });
});
