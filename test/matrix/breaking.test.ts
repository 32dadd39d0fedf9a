// What `make contract-grpc-breaking` of a composed service says of changes, by the
// real buf, against the main branch.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeTree } from '@golden-path/backstage-plugin-golden-path-node';
import { orderAnswers } from '../support/answers';
import { inFolder } from '../support/folders';
import { goEnvironment } from '../support/goService';
import { run, runOrThrow } from '../support/processes';
import { theComposer } from './service';

test('a contract may grow, and takes nothing back', () =>
  inFolder(async folder => {
    const directory = join(folder, 'orders');
    const composer = await theComposer();
    const { tree } = await composer.compose({
      ...orderAnswers(),
      goldenPath: 'go-grpc-service',
    });
    await writeTree(tree, directory);
    const git = (...args: string[]) =>
      runOrThrow(
        'git',
        ['-c', 'core.hooksPath=/dev/null', '-c', 'user.name=Test'].concat(
          ['-c', 'user.email=test@example.com'],
          args,
        ),
        { cwd: directory },
      );
    await git('init', '--quiet');
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'The service');
    await git('update-ref', 'refs/remotes/origin/main', 'HEAD');

    const path = join(directory, 'proto/orders/customer/v1/customer.proto');
    const contract = await readFile(path, 'utf8');
    const check = async (changed: string) => {
      assert.notEqual(changed, contract);
      await writeFile(path, changed);
      return run('make', ['contract-grpc-breaking'], {
        cwd: directory,
        env: goEnvironment({ GOFLAGS: '' }),
      });
    };

    const added = await check(
      contract.replace(
        '  string email = 1;\n',
        '  string email = 1;\n  string nickname = 2;\n',
      ),
    );
    assert.equal(added.code, 0, added.stdout + added.stderr);

    const removed = await check(contract.replace('  string email = 1;\n', ''));
    assert.notEqual(removed.code, 0);
    assert.match(removed.stdout + removed.stderr, /customer\.proto.*"email"/);

    const renumbered = await check(
      contract.replace('  string email = 1;\n', '  string email = 2;\n'),
    );
    assert.notEqual(renumbered.code, 0);
  }));
