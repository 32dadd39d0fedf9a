// What GitLab would say of the pipeline, by the schema it publishes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import {
  Composer,
  locatePack,
} from '@golden-path/backstage-plugin-golden-path-node';
import { orderAnswers } from '../support/answers';
import { inFolder } from '../support/folders';
import { runOrThrow } from '../support/processes';

it('gives a pipeline that meets the schema of GitLab', () =>
  inFolder(async folder => {
    const composer = await Composer.load([locatePack()]);
    const { tree } = await composer.compose({
      ...orderAnswers(),
      patterns: { ci: ['gitlab-ci'] },
    });
    const file = tree.files.find(({ path }) => path === '.gitlab-ci.yml');
    writeFileSync(join(folder, '.gitlab-ci.yml'), file?.content ?? '');
    const git = (...args: string[]) => runOrThrow('git', args, { cwd: folder });
    await git('init', '--quiet');
    await git('remote', 'add', 'origin', 'https://gitlab.com/demo/orders.git');
    const program = require.resolve('gitlab-ci-local/dist/index.js');
    await runOrThrow('node', [program, '--list'], { cwd: folder });
  }));
