// The stock actions publish to GitHub and GitLab through the real scaffolder.
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
import { github } from './github';
import { gitlab } from './gitlab';
import { GitServer } from './gitServer';

const PASSWORD = 'a-token';
const TEMPLATE = 'go-rest-service';

const HOSTS = [
  { title: 'GitHub', service: 'at-github' },
  { title: 'GitLab', service: 'at-gitlab' },
];

let servers: Record<string, GitServer> = {};
let portal: Portal | undefined;
let composer: Composer;

before(async () => {
  const [gitHub, gitLab] = await Promise.all([
    GitServer.start(github, PASSWORD),
    GitServer.start(gitlab, PASSWORD),
  ]);
  servers = { GitHub: gitHub, GitLab: gitLab };
  composer = await Composer.load([locatePack()]);
  portal = await startPortal({
    config: {
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
      },
    },
  });
  await entityArrives(portal, 'group', 'commerce');
});
after(async () => {
  await portal?.stop();
  await Promise.all(Object.values(servers).map(each => each.stop()));
});

describe('publishing to a host', () => {
  for (const { title, service } of HOSTS) {
    it(`brings ${title} exactly what was composed, and registers it`, async () => {
      const server = servers[title]!;
      const answers = orderAnswers(service);
      const values = {
        answers,
        repoUrl: `${server.host}?owner=demo&repo=${service}`,
      };
      const id = await startTask(portal!, TEMPLATE, values);
      const { status } = await taskEnd(portal!, id);
      assert.equal(status, 'completed', await taskLog(portal!, id));
      const { tree } = await composer.compose(answers);
      await inFolder(async folder => {
        const clone = join(folder, service);
        const directory = server.directory(`demo/${service}`);
        await runOrThrow('git', ['clone', '--quiet', directory, clone]);
        assert.deepEqual(
          await filesBelow(clone),
          new Map(tree.files.map(({ path, content }) => [path, content])),
        );
      });
      const response = await portal!.fetch(
        `/api/catalog/entities/by-name/component/default/${service}`,
      );
      const entity = (await response.json()) as {
        metadata: { annotations: Record<string, string> };
      };
      assert.match(
        entity.metadata.annotations['backstage.io/source-location'] ?? '',
        new RegExp(`demo/${service}`),
      );
    });

    it(`refuses a repository of ${title} that holds something else`, async () => {
      const server = servers[title]!;
      const kept = await server.commit(`demo/${service}`, 'main');
      const answers = orderAnswers(service);
      answers.service.description = 'Another service';
      const id = await startTask(portal!, TEMPLATE, {
        answers,
        repoUrl: `${server.host}?owner=demo&repo=${service}`,
      });
      assert.equal((await taskEnd(portal!, id)).status, 'failed');
      assert.match(await taskLog(portal!, id), /already holds files/);
      assert.equal(await server.commit(`demo/${service}`, 'main'), kept);
    });
  }
});
