// What batches save: ten thousand rows stored one by one, by COPY, and upserted
// in chunks, by a composed service on a real PostgreSQL whose commits are durable.
import assert from 'node:assert/strict';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ANSWERS_API_VERSION } from '@golden-path/backstage-plugin-golden-path-common';
import {
  Composer,
  locatePack,
  writeTree,
} from '@golden-path/backstage-plugin-golden-path-node';
import { inFolder } from '../support/folders';
import { goEnvironment } from '../support/goService';
import { startPostgres } from '../support/postgres';
import { runOrThrow } from '../support/processes';

const ROWS = 10_000;
/** How many times as fast as inserts that commit one by one, at least. */
const LEAST = { copy: 20, upsert: 5 };

interface Round {
  readonly Single: number;
  readonly Copy: number;
  readonly Upsert: number;
}

/** Composes a service with the measuring command in it, and builds both. */
async function build(folder: string): Promise<string> {
  const service = join(folder, 'bench');
  const composer = await Composer.load([locatePack()]);
  const { tree } = await composer.compose({
    apiVersion: ANSWERS_API_VERSION,
    goldenPath: 'go-rest-service',
    service: {
      name: 'bench',
      owner: 'group:default/commerce',
      module: 'example.com/acme/bench',
    },
    patterns: { data: ['batches'] },
    resources: [
      {
        name: 'note',
        fields: [
          { name: 'title', type: 'text', required: true, maxLength: 200 },
          { name: 'size', type: 'integer', min: 0 },
        ],
      },
    ],
  });
  await writeTree(tree, service);
  const command = join(service, 'cmd', 'batches');
  await mkdir(command);
  await cp(join(__dirname, 'batches', 'main.go'), join(command, 'main.go'));
  await runOrThrow('go', ['build', '-o', join(folder, 'bin/'), './cmd/...'], {
    cwd: service,
    env: goEnvironment(),
  });
  return join(folder, 'bin');
}

test(`COPY of ${ROWS} rows is ${LEAST.copy} times as fast as single inserts, chunked upserts ${LEAST.upsert} times`, async context =>
  inFolder(async folder => {
    const bin = await build(folder);
    const postgres = await startPostgres({ durable: true });
    try {
      const dsn = await postgres.createDatabase('batches');
      await runOrThrow(join(bin, 'bench'), ['migrate', 'up'], {
        env: { PATH: process.env.PATH, DATABASE_URL: dsn },
      });
      const { stdout } = await runOrThrow(join(bin, 'batches'), [
        dsn,
        String(ROWS),
      ]);
      const rounds = JSON.parse(stdout) as Round[];
      for (const { Single, Copy, Upsert } of rounds) {
        context.diagnostic(
          `${ROWS} rows: one by one ${milliseconds(
            Single,
          )}, COPY ${milliseconds(Copy)}, upserts ${milliseconds(Upsert)}`,
        );
      }
      // Other work on the machine only ever takes time: the best round is the truest.
      const best = (of: keyof Round) => Math.min(...rounds.map(r => r[of]));
      const copy = best('Single') / best('Copy');
      const upsert = best('Single') / best('Upsert');
      context.diagnostic(
        `COPY is ${copy.toFixed(1)} times as fast, upserts ${upsert.toFixed(
          1,
        )}`,
      );
      assert.ok(copy >= LEAST.copy, `COPY is ${copy.toFixed(1)} times as fast`);
      assert.ok(upsert >= LEAST.upsert, `upserts ${upsert.toFixed(1)} times`);
    } finally {
      await postgres.stop();
    }
  }));

function milliseconds(nanoseconds: number): string {
  return `${Math.round(nanoseconds / 1e6)} ms`;
}
