// Test files that hang, with a server each, as the stages run them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { inRoot } from '../../scripts/lib/paths.mjs';

/** Enough to start a server, on a machine that has much else to do. */
const LIMIT_MINUTES = 0.3;

/** Starts a server as another process, and returns when it listens. */
const SERVER = `
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { before, test } from 'node:test';
async function startServer() {
  const code = \`const server = require('node:http').createServer((_, answer) => answer.end());
    server.listen(0, '127.0.0.1', () => console.log(server.address().port));\`;
  const { stdout } = spawn(process.execPath, ['-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await once(stdout, 'data');
  writeFileSync(process.argv[1] + '.port', port);
}
`;

const FILES = {
  'busy.test.mjs': `${SERVER}
    before(async () => {
      await startServer();
      for (;;);
    });
    test('is not come to', () => {});`,
  'open.test.mjs': `${SERVER}
    test('passes, and leaves its server', startServer);`,
  'rest.test.mjs': `
    import { test } from 'node:test';
    test('comes after those that hang', () => {});`,
};

let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golden-path-hanging-'));
  for (const [name, content] of Object.entries(FILES)) {
    await writeFile(join(folder, name), content);
  }
});
after(() => rm(folder, { recursive: true, force: true }));

/** Starts the stage of the files in a process of its own, which prints the counts last. */
function start(names, limitMinutes) {
  const stage = {
    name: 'hanging',
    command: [process.execPath, '--test', '--test-reporter=spec'],
    files: names.map(name => join(folder, name)),
    counts: 'node',
    limitMinutes,
  };
  const library = inRoot('scripts/lib/stage.mjs');
  const code = `import { runStage } from ${JSON.stringify(library)};
    const counts = await runStage(${JSON.stringify(stage)}, process.env);
    console.log(JSON.stringify(counts));`;
  // Inside a test, Node's test runner runs no others.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const args = ['--input-type=module', '-e', code];
  return spawn(process.execPath, args, { env });
}

const portFile = name => join(folder, `${name}.port`);

/** Whether the server that a file has started still listens. */
async function listens(name) {
  const port = Number(await readFile(portFile(name), 'utf8'));
  return fetch(`http://127.0.0.1:${port}`).then(
    () => true,
    () => false,
  );
}

test('a file that hangs fails by its name, with its servers, and the rest runs', async () => {
  const child = start(Object.keys(FILES), LIMIT_MINUTES);
  const [stdout, stderr] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
  ]);
  for (const name of ['busy.test.mjs', 'open.test.mjs']) {
    const { length } = stderr.split(`${join(folder, name)} has not ended`);
    assert.equal(length, 2, `${name} is not named once in ${stderr}`);
    assert.equal(await listens(name), false, `the server of ${name} is left`);
  }
  assert.doesNotMatch(stderr, /rest\.test\.mjs/);
  assert.match(stdout, /✔ comes after those that hang/);
  assert.deepEqual(JSON.parse(stdout.trim().split('\n').at(-1)), {
    passed: 1,
    failed: 2,
  });
});

test('a run that is told to end takes the servers of its files with it', async () => {
  const name = 'open.test.mjs';
  await rm(portFile(name), { force: true });
  const child = start([name], 10);
  while (!existsSync(portFile(name)) || !(await listens(name))) {
    await sleep(50);
  }
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  assert.equal(code, 128 + 15);
  assert.equal(await listens(name), false);
});
