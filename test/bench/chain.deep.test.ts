// What the middlewares of the golden service cost: the same handlers and the same
// statement behind the whole chain, and behind a bare router.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test, type TestContext } from 'node:test';
import { inFolder } from '../support/folders';
import { goEnvironment } from '../support/goService';
import { startPostgres } from '../support/postgres';
import { endProcess, killAtExit, runOrThrow } from '../support/processes';
import { GOLDEN } from '../golden/composeGolden';

const PAIRS = 10;
const REQUESTS = 8000;
/**
 * The most that the whole chain may take of the server's time, next to none, and
 * the most that a request may allocate. Time is what other work on the machine
 * leaves: 1.25 is the aim, this is where something has gone wrong.
 */
const MOST = { time: 1.5, allocations: 20 };
const MIDDLEWARES = [
  'request',
  'access',
  'metrics',
  'recovery',
  'headers',
  'cors',
  'timeout',
  'body',
];

interface Served {
  readonly child: ChildProcess;
  readonly url: string;
}

/** Builds the service with the measuring command in it. */
async function build(folder: string): Promise<string> {
  const service = join(folder, 'orders');
  await cp(GOLDEN, service, { recursive: true });
  const command = join(service, 'cmd', 'chain');
  await mkdir(command);
  await cp(join(__dirname, 'chain', 'main.go'), join(command, 'main.go'));
  const env = goEnvironment();
  for (const name of ['orders', 'chain']) {
    await runOrThrow(
      'go',
      ['build', '-o', join(folder, 'bin', name), `./cmd/${name}`],
      { cwd: service, env },
    );
  }
  return join(folder, 'bin');
}

async function serve(
  binary: string,
  kind: string,
  env: NodeJS.ProcessEnv,
): Promise<Served> {
  const child = spawn(binary, ['serve', kind], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  killAtExit(child);
  const [url] = (await once(
    createInterface({ input: child.stdout! }),
    'line',
  )) as [string];
  return { child, url };
}

/** The processor time that a process has taken, in clock ticks. */
async function ticks({ child }: Served): Promise<number> {
  const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function json<T>(binary: string, args: string[], env = process.env) {
  return JSON.parse((await runOrThrow(binary, args, { env })).stdout) as T;
}

/** What came of one load. */
interface Figures {
  readonly cpu: number;
  readonly PerSecond: number;
  readonly P99: number;
}

/** Ten pairs of loads that take turns, so that other work hits both alike. */
async function comparePairs(
  chain: string,
  env: NodeJS.ProcessEnv,
  context: TestContext,
): Promise<number> {
  const kinds = ['bare', 'whole'] as const;
  const served = {
    bare: await serve(chain, 'bare', env),
    whole: await serve(chain, 'whole', env),
  };
  const load = async (kind: (typeof kinds)[number]): Promise<Figures> => {
    const before = await ticks(served[kind]);
    const speed = await json<{ PerSecond: number; P99: number }>(chain, [
      'load',
      served[kind].url,
      String(REQUESTS),
    ]);
    return { ...speed, cpu: (await ticks(served[kind])) - before };
  };
  try {
    for (const kind of kinds) await load(kind);
    const pairs: Record<(typeof kinds)[number], Figures>[] = [];
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const first = kinds[pair % 2]!;
      const one = await load(first);
      const other = await load(first === 'bare' ? 'whole' : 'bare');
      pairs.push(
        first === 'bare'
          ? { bare: one, whole: other }
          : { bare: other, whole: one },
      );
    }
    const ratio = (figure: 'cpu' | 'PerSecond' | 'P99') =>
      median(pairs.map(({ bare, whole }) => whole[figure] / bare[figure]));
    context.diagnostic(
      `whole chain next to a bare router, database route, median of ${PAIRS} pairs: processor time a request ${ratio(
        'cpu',
      ).toFixed(2)}, requests a second ${ratio('PerSecond').toFixed(
        2,
      )}, p99 ${ratio('P99').toFixed(2)}`,
    );
    return ratio('cpu');
  } finally {
    for (const kind of kinds) await endProcess(served[kind].child, 'SIGKILL');
  }
}

test(`the chain takes at most ${MOST.time} of a bare router's processor time`, async context =>
  inFolder(async folder => {
    const bin = await build(folder);
    const postgres = await startPostgres();
    try {
      const env = {
        PATH: process.env.PATH,
        DATABASE_URL: await postgres.createDatabase('chain'),
        HTTP_ADDRESS: '127.0.0.1:0',
        ADMIN_ADDRESS: '127.0.0.1:0',
      };
      await runOrThrow(join(bin, 'orders'), ['migrate', 'up'], { env });
      const chain = join(bin, 'chain');
      const kinds = ['bare', 'whole', ...MIDDLEWARES.map(m => `without ${m}`)];
      for (const kind of kinds) {
        const { Nanoseconds, Allocations } = await json<{
          Nanoseconds: number;
          Allocations: number;
        }>(chain, ['allocate', kind], env);
        context.diagnostic(
          `${kind}: ${Allocations} allocations and ${Nanoseconds} ns a request without the database`,
        );
        assert.ok(Allocations <= MOST.allocations, `${kind} allocates more`);
      }
      assert.ok((await comparePairs(chain, env, context)) <= MOST.time);
    } finally {
      await postgres.stop();
    }
  }));
