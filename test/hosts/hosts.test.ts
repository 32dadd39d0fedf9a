// The stock actions publish to every kind of Git host through the real scaffolder.
// The hosts are local servers that answer the calls those actions make and take
// real pushes; what arrives is what the composer gives.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  Composer,
  locatePack,
} from '@golden-path/backstage-plugin-golden-path-node';
import { orderAnswers } from '../support/answers';
import { filesBelow, inFolder } from '../support/folders';
import { startPortal, type Portal } from '../support/portal';
import { runOrThrow } from '../support/processes';
import {
  entityArrives,
  startTask,
  taskEnd,
  taskLog,
} from '../support/scaffolder';
import { azure, azureRepositoryAt } from './azure';
import { bitbucketCloud } from './bitbucketCloud';
import {
  bitbucketServer,
  bitbucketServerRepositoryAt,
} from './bitbucketServer';
import { gerrit, gerritRepositoryAt } from './gerrit';
import { github } from './github';
import { gitlab } from './gitlab';
import { GitServer } from './gitServer';
import { integrationsOf } from './integrations';
import { PublicNames } from './publicNames';

const PASSWORD = 'a-token';
const TEMPLATE = 'go-rest-service';

/** Hosts whose address is their own: a portal cannot be told another. */
const BITBUCKET = 'bitbucket.org';
const AZURE = 'dev.azure.com';

const HOSTS = [
  {
    title: 'GitHub',
    service: 'at-github',
    place: 'owner=demo',
    annotations: { 'github.com/project-slug': 'demo/at-github' },
    module: 'github.com/demo/at-github',
  },
  {
    title: 'GitLab',
    service: 'at-gitlab',
    place: 'owner=demo',
    annotations: { 'gitlab.com/project-slug': 'demo/at-gitlab' },
  },
  {
    title: 'Bitbucket Cloud',
    service: 'at-bitbucket-cloud',
    host: BITBUCKET,
    place: 'workspace=demo&project=SHOP',
    annotations: { 'bitbucket.com/project-slug': 'demo/at-bitbucket-cloud' },
    module: 'bitbucket.org/demo/at-bitbucket-cloud',
  },
  {
    title: 'Bitbucket Server',
    service: 'at-bitbucket-server',
    place: 'project=demo',
    annotations: { 'bitbucket.com/project-slug': 'demo/at-bitbucket-server' },
    module: 'git.example.com/scm/demo/at-bitbucket-server.git',
  },
  {
    title: 'Azure DevOps',
    service: 'at-azure',
    host: AZURE,
    place: 'organization=demo&project=shop',
    group: 'shop',
    annotations: {
      'dev.azure.com/project-repo': 'shop/at-azure',
      'dev.azure.com/host-org': 'dev.azure.com/demo',
    },
    module: 'dev.azure.com/demo/shop/_git/at-azure.git',
  },
  {
    title: 'Azure DevOps, a project with a space',
    at: 'Azure DevOps',
    service: 'at-web-shop',
    host: AZURE,
    place: 'organization=demo&project=Web+Shop',
    group: 'Web Shop',
    annotations: {
      'dev.azure.com/project-repo': 'Web Shop/at-web-shop',
      'dev.azure.com/host-org': 'dev.azure.com/demo',
    },
    module: 'dev.azure.com/demo/Web-Shop/_git/at-web-shop.git',
    // The guide tells how Git is told so.
    spelt: { as: 'demo/Web-Shop/', is: 'demo/Web%20Shop/' },
  },
  {
    title: 'Gerrit',
    service: 'at-gerrit',
    place: 'workspace=All-Projects',
    group: 'gerrit',
    annotations: {},
    module: 'review.example.com/at-gerrit.git',
    // Who signs in to Gerrit clones below this.
    signedIn: 'a/',
  },
];

let servers: Record<string, GitServer> = {};
let names: PublicNames | undefined;
let portal: Portal | undefined;
let composer: Composer;

before(async () => {
  const [gitHub, gitLab, cloud, server, devOps, review] = await Promise.all([
    GitServer.start(github, PASSWORD),
    GitServer.start(gitlab, PASSWORD),
    GitServer.start(bitbucketCloud, PASSWORD, { url: `https://${BITBUCKET}` }),
    GitServer.start(bitbucketServer, PASSWORD, {
      repositoryAt: bitbucketServerRepositoryAt,
    }),
    GitServer.start(azure, PASSWORD, {
      url: `https://${AZURE}`,
      repositoryAt: azureRepositoryAt,
    }),
    GitServer.start(gerrit, PASSWORD, { repositoryAt: gerritRepositoryAt }),
  ]);
  servers = {
    GitHub: gitHub,
    GitLab: gitLab,
    'Bitbucket Cloud': cloud,
    'Bitbucket Server': server,
    'Azure DevOps': devOps,
    Gerrit: review,
  };
  names = await PublicNames.start({
    [BITBUCKET]: cloud,
    [`api.${BITBUCKET}`]: cloud,
    [AZURE]: devOps,
  });
  composer = await Composer.load([locatePack()]);
  portal = await startPortal({
    env: names.env,
    config: {
      integrations: {
        ...integrationsOf(
          { gitHub, gitLab, bitbucketServer: server },
          PASSWORD,
        ),
        bitbucketCloud: [{ username: 'bot', token: PASSWORD }],
        azure: [
          { host: AZURE, credentials: [{ personalAccessToken: PASSWORD }] },
        ],
        gerrit: [
          {
            host: review.host,
            baseUrl: review.url,
            gitilesBaseUrl: `${review.url}/plugins/gitiles`,
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
  await names?.stop();
  await Promise.all(Object.values(servers).map(each => each.stop()));
});

describe('publishing to a host', () => {
  for (const each of HOSTS) {
    const { title, at = title, service, place, annotations } = each;
    const { group = 'demo', module, signedIn = '' } = each;
    const { as, is } = each.spelt ?? { as: '', is: '' };
    const answersOf = () => {
      const answers = orderAnswers(service);
      if (module) answers.service.module = module;
      return answers;
    };
    const repository = `${group}/${service}`;
    const repoUrlOf = ({ host }: GitServer) =>
      `${each.host ?? host}?${place}&repo=${service}`;

    it(`brings ${title} exactly what was composed, and registers it`, async () => {
      const server = servers[at]!;
      const answers = answersOf();
      const values = {
        answers,
        repoUrl: repoUrlOf(server),
      };
      const id = await startTask(portal!, TEMPLATE, values);
      const { status } = await taskEnd(portal!, id);
      assert.equal(status, 'completed', await taskLog(portal!, id));
      const { tree } = await composer.compose(answers);
      await inFolder(async folder => {
        const clone = join(folder, service);
        const directory = server.directory(repository);
        await runOrThrow('git', ['clone', '--quiet', directory, clone]);
        assert.deepEqual(
          await filesBelow(clone),
          new Map(tree.files.map(({ path, content }) => [path, content])),
        );
      });
      const response = await portal!.fetch(
        `/api/catalog/entities/by-name/component/default/${service}`,
      );
      const { metadata } = (await response.json()) as {
        metadata: {
          annotations: Record<string, string>;
          links?: { title: string; url: string }[];
        };
      };
      const source = metadata.annotations['backstage.io/source-location'];
      assert.match(source ?? '', new RegExp(service));
      for (const [name, value] of Object.entries(annotations)) {
        assert.equal(metadata.annotations[name], value);
      }
      const runbook = metadata.links?.find(link => link.title === 'Runbook');
      assert.match(runbook?.url ?? '', /docs(\/|%2F)runbook\.md/);
    });

    // The hosts on localhost that Go asks where a repository is do not answer it.
    if (module) {
      it(`lets Go find the module on ${title}`, () =>
        inFolder(async folder => {
          const { port } = servers[at]!;
          const [host = ''] = module.split('/');
          const here = `http://bot:${PASSWORD}@localhost:${port}/${signedIn}`;
          const options = {
            cwd: folder,
            env: {
              ...process.env,
              GOWORK: 'off',
              GOFLAGS: '-mod=mod',
              GOPRIVATE: host,
              GIT_CONFIG_COUNT: '1',
              GIT_CONFIG_KEY_0: `url.${here}${is}.insteadOf`,
              GIT_CONFIG_VALUE_0: `https://${host}/${as}`,
            },
          };
          await runOrThrow('go', ['mod', 'init', 'example.com/it'], options);
          await runOrThrow('go', ['get', `${module}@main`], options);
          const { stdout } = await runOrThrow(
            'go',
            ['list', '-m', '-f', '{{.Path}} {{.Version}}', module],
            options,
          );
          assert.match(stdout, new RegExp(`^${module} v0\\.0\\.0-`));
        }));
    }

    it(`refuses a repository of ${title} that holds something else`, async () => {
      const server = servers[at]!;
      const kept = await server.commit(repository, 'main');
      const answers = answersOf();
      answers.service.description = 'Another service';
      const id = await startTask(portal!, TEMPLATE, {
        answers,
        repoUrl: repoUrlOf(server),
      });
      assert.equal((await taskEnd(portal!, id)).status, 'failed');
      assert.match(await taskLog(portal!, id), /already holds files/);
      assert.equal(await server.commit(repository, 'main'), kept);
    });
  }
});
