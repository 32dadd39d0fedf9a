// An organisation that protects main branches: the rule comes after the service
// is registered, by the stock action where there is one, and only where a step can
// make it. The hosts are local servers that keep what they are asked for.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { orderAnswers } from '../support/answers';
import { startPortal, type Portal } from '../support/portal';
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

const PASSWORD = 'a-token';
const TEMPLATE = 'go-rest-service';

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
          codeowners: { '*': ['@demo/commerce'] },
          protection: { approvals: 2, codeOwners: true, checks: ['test'] },
        },
      },
      integrations: {
        github: [
          {
            host: gitHub.host,
            apiBaseUrl: `${gitHub.url}/api/v3`,
            token: PASSWORD,
          },
        ],
        gitlab: [
          {
            host: gitLab.host,
            baseUrl: gitLab.url,
            apiBaseUrl: `${gitLab.url}/api/v4`,
            token: PASSWORD,
          },
        ],
        gitea: [
          {
            host: giteaServer.host,
            baseUrl: giteaServer.url,
            username: 'bot',
            password: PASSWORD,
          },
        ],
        bitbucketServer: [
          {
            host: bitbucket.host,
            apiBaseUrl: `${bitbucket.url}/rest/api/1.0`,
            token: PASSWORD,
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
