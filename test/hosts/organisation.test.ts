// What an organisation has settled, in its portal. It protects main branches: the
// rule comes after the service is registered, by the stock action where there is
// one, and only where a step can make it. And it allows some names, owners and
// hosts alone, however people ask. The hosts are local servers that keep what
// they are asked for.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type {
  Answers,
  PreviewResponse,
} from '@golden-path/backstage-plugin-golden-path-common';
import { stringify } from 'yaml';
import { orderAnswers } from '../support/answers';
import { COMMAND } from '../support/commandLine';
import { inFolder } from '../support/folders';
import { startPortal, type Portal } from '../support/portal';
import { run } from '../support/processes';
import {
  entityArrives,
  startTask,
  taskEnd,
  taskEvents,
  taskLog,
} from '../support/scaffolder';
import { bitbucketServer } from './bitbucketServer';
import { gitea, giteaIsOpen } from './gitea';
import { github } from './github';
import { gitlab } from './gitlab';
import { GitServer } from './gitServer';
import { integrationsOf } from './integrations';

const PASSWORD = 'a-token';
const TEMPLATE = 'go-rest-service';
const PROFILE = {
  codeowners: { '*': ['@demo/commerce'] },
  protection: { approvals: 2, codeOwners: true, checks: ['test'] },
  modulePrefix: 'example.com/demo',
  owners: ['group:default/commerce', 'group:default/logistics'],
  naming: {
    service: { pattern: '(?!my).*', advice: 'Say what it does.' },
    system: { pattern: '[a-z-]+', advice: 'Use letters and hyphens.' },
    resource: { pattern: '(?!data).*', advice: 'Say what it is about.' },
    field: { pattern: '(?!is_).*', advice: 'Say what holds: paid.' },
  },
};

const HOSTS = [
  {
    title: 'GitHub',
    service: 'by-github',
    step: 'protect-github',
    rule: {
      required_pull_request_reviews: {
        required_approving_review_count: 2,
        require_code_owner_reviews: true,
        dismiss_stale_reviews: false,
        require_last_push_approval: false,
      },
      required_status_checks: { strict: true, contexts: ['test'] },
    },
  },
  {
    title: 'GitLab',
    service: 'by-gitlab',
    step: 'protect',
    rule: {
      push_access_level: 0,
      merge_access_level: 40,
      code_owner_approval_required: true,
    },
  },
  {
    title: 'Gitea',
    service: 'by-gitea',
    step: 'protect',
    rule: {
      enable_push: false,
      required_approvals: 2,
      block_on_official_review_requests: true,
      enable_status_check: true,
      status_check_contexts: ['test'],
    },
  },
];

let servers: Record<string, GitServer> = {};
let portal: Portal | undefined;

before(async () => {
  const [gitHub, gitLab, giteaServer, bitbucket] = await Promise.all([
    GitServer.start(github, PASSWORD),
    GitServer.start(gitlab, PASSWORD),
    GitServer.start(gitea, PASSWORD, { isOpen: giteaIsOpen }),
    GitServer.start(bitbucketServer, PASSWORD),
  ]);
  servers = {
    GitHub: gitHub,
    GitLab: gitLab,
    Gitea: giteaServer,
    Bitbucket: bitbucket,
  };
  portal = await startPortal({
    config: {
      goldenPath: {
        profile: {
          ...PROFILE,
          hosts: Object.values(servers).map(({ host }) => host),
        },
      },
      integrations: {
        ...integrationsOf(
          { gitHub, gitLab, bitbucketServer: bitbucket },
          PASSWORD,
        ),
        gitea: [
          {
            host: giteaServer.host,
            baseUrl: giteaServer.url,
            username: 'bot',
            password: PASSWORD,
          },
        ],
      },
    },
  });
  await entityArrives(portal, 'group', 'commerce');
});
after(async () => {
  await portal?.stop();
  await Promise.all(Object.values(servers).map(each => each.stop()));
});

describe('protecting the main branch', () => {
  for (const { title, service, step, rule } of HOSTS) {
    it(`asks ${title} for it once the service is registered`, async () => {
      const server = servers[title]!;
      const values = {
        answers: orderAnswers(service),
        repoUrl: `${server.host}?owner=demo&repo=${service}`,
      };
      const id = await startTask(portal!, TEMPLATE, values);
      const { status } = await taskEnd(portal!, id);
      assert.equal(status, 'completed', await taskLog(portal!, id));
      const kept = server.protections.get(`demo/${service} main`);
      for (const [key, wanted] of Object.entries(rule)) {
        assert.deepEqual(kept?.[key], wanted, key);
      }
      const events = await taskEvents(portal!, id);
      const ended = events
        .filter(({ body }) => body.status === 'completed')
        .flatMap(({ body }) => body.stepId ?? []);
      assert.deepEqual(ended.slice(-2), ['register', step]);
      assert.equal(
        await server.file(`demo/${service}`, 'main', 'CODEOWNERS'),
        '* @demo/commerce\n',
      );
    });
  }

  it('creates nothing where no step can protect', async () => {
    const id = await startTask(portal!, TEMPLATE, {
      answers: orderAnswers('by-bitbucket'),
      repoUrl: `${servers.Bitbucket!.host}?project=demo&repo=by-bitbucket`,
    });
    assert.equal((await taskEnd(portal!, id)).status, 'failed');
    assert.match(
      await taskLog(portal!, id),
      /Nothing was created.*protection: no step protects branches on a host of type bitbucketServer/s,
    );
  });
});

describe('what the organisation does not allow', () => {
  const service = 'my-orders';
  const { service: named, resources } = orderAnswers(service);
  const answers: Answers = {
    ...orderAnswers(service),
    service: {
      ...named,
      system: 'shop2',
      owner: 'group:default/everyone',
      module: 'example.com/elsewhere/my-orders',
    },
    resources: [
      ...resources,
      { name: 'data_blob', fields: [{ name: 'is_paid', type: 'boolean' }] },
    ],
  };
  const fields = [
    'service.module',
    'service.owner',
    'service.name',
    'service.system',
    'resources.2.name',
    'resources.2.fields.0.name',
  ];
  let problems: PreviewResponse['problems'];

  before(async () => {
    const response = await portal!.fetch('/api/golden-path/previews', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ answers }),
    });
    assert.equal(response.status, 200);
    const body = (await response.json()) as PreviewResponse;
    assert.equal(body.preview, undefined, 'nothing is composed');
    ({ problems } = body);
  });

  /** Wants a text to tell each of the problems, with its advice. */
  function tellsAll(text: string): void {
    for (const { message, advice } of problems) {
      assert.ok(text.includes(message), `${message} is not in\n${text}`);
      assert.ok(!advice || text.includes(advice), `${advice} not in\n${text}`);
    }
  }

  it('is shown in the wizard, at each field', () => {
    assert.deepEqual(
      problems.map(({ path }) => path.join('.')),
      fields,
    );
    assert.ok(problems.every(({ message, advice }) => message && advice));
  });

  it('ends the task before anything is made', async () => {
    const { host, root } = servers.Gitea!;
    const kept = await readdir(root);
    const id = await startTask(portal!, TEMPLATE, {
      answers,
      repoUrl: `${host}?owner=demo&repo=${service}`,
    });
    assert.equal((await taskEnd(portal!, id)).status, 'failed');
    tellsAll(await taskLog(portal!, id));
    assert.deepEqual(await readdir(root), kept);
    const path = `/api/catalog/entities/by-name/component/default/${service}`;
    assert.equal((await portal!.fetch(path)).status, 404);
  });

  it('is refused by the command line in the same words', () =>
    inFolder(async folder => {
      const [file, profile, target] = [
        'answers.yaml',
        'profile.yaml',
        service,
      ].map(name => join(folder, name));
      await writeFile(file!, stringify(answers));
      await writeFile(profile!, stringify(PROFILE));
      for (const [command, ...more] of [['validate'], ['compose', target!]]) {
        const args = [command!, file!, '--profile', profile!, ...more];
        const { code, stderr } = await run(COMMAND, args);
        assert.equal(code, 1, stderr);
        tellsAll(stderr);
      }
      assert.ok(!existsSync(target!));
    }));

  it('has other hosts among it', async () => {
    const id = await startTask(portal!, TEMPLATE, {
      answers: orderAnswers('by-stranger'),
      repoUrl: 'github.com?owner=demo&repo=by-stranger',
    });
    assert.equal((await taskEnd(portal!, id)).status, 'failed');
    assert.match(
      await taskLog(portal!, id),
      /Nothing was created.*The organisation keeps no repositories on github\.com/s,
    );
  });
});
