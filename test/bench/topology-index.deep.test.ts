// The index of the topology on PostgreSQL: a catalog of 100,000 entities against one of 1,000, in one run.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LoggerService } from '@backstage/backend-plugin-api';
import createKnex, { type Knex } from 'knex';
import type { Viewer } from '../../plugins/topology-backend/src/access/viewer';
import { connect } from '../../plugins/topology-backend/src/database/connect';
import {
  type Answers,
  createAnswers,
} from '../../plugins/topology-backend/src/http/answers';
import { refreshIndex } from '../../plugins/topology-backend/src/refresh/refreshIndex';
import { type Postgres, startPostgres } from '../support/postgres';
import { type BenchCatalog, benchCatalog, seeded } from './topologyCatalog';

const SIZES = [1000, 100_000];
const QUESTIONS = 300;
const LIMIT_MS = 50;

const everyone: Viewer = {
  seesAll: true,
  sees: async refs => new Set(refs),
  hides: async () => new Set(),
  finds: async () => true,
};
const quiet = { info() {} } as unknown as LoggerService;

interface Indexed {
  catalog: BenchCatalog;
  answers: Answers;
  refresh(): ReturnType<typeof refreshIndex>;
  knex: Knex;
  fullSeconds: number;
}

let postgres: Postgres;
const indexes = new Map<number, Indexed>();
before(async () => {
  postgres = await startPostgres();
});
after(async () => {
  for (const { knex } of indexes.values()) await knex.destroy();
  await postgres.stop();
});

async function index(size: number): Promise<Indexed> {
  const knex = createKnex({
    client: 'pg',
    connection: await postgres.createDatabase(`topology_${size}`),
  });
  await connect({ getClient: async () => knex });
  const catalog = benchCatalog(size);
  const refresh = () =>
    refreshIndex({
      ...{ knex, catalog: catalog.service, logger: quiet, keepMs: 1e12 },
      credentials: { $$type: '@backstage/BackstageCredentials', principal: {} },
      signal: new AbortController().signal,
    });
  const start = performance.now();
  await refresh();
  const fullSeconds = (performance.now() - start) / 1000;
  // what autovacuum does within a minute
  await knex.raw('ANALYZE');
  return { knex, catalog, refresh, fullSeconds, answers: createAnswers(knex) };
}

async function percentile95(
  refs: readonly string[],
  ask: (ref: string) => Promise<unknown>,
): Promise<number> {
  const random = seeded(11);
  const times: number[] = [];
  for (let at = 0; at < QUESTIONS; at += 1) {
    const ref = refs[Math.floor(random() * refs.length)]!;
    const start = performance.now();
    await ask(ref);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(QUESTIONS * 0.95)]!;
}

test('a full index takes minutes at the most', async context => {
  for (const size of SIZES) {
    const made = await index(size);
    indexes.set(size, made);
    const entities = made.catalog.entities.size.toLocaleString('en');
    context.diagnostic(
      `${entities} entities: full index in ${made.fullSeconds.toFixed(1)} s`,
    );
  }
  const { fullSeconds, catalog } = indexes.get(100_000)!;
  assert.ok(catalog.entities.size >= 99_000, `${catalog.entities.size}`);
  assert.ok(fullSeconds < 600, `${fullSeconds} s`);
});

test('a system and two calls around a service take as long in any catalog', async context => {
  const kinds = {
    system: ({ catalog, answers }: Indexed) =>
      percentile95(catalog.systems, ref => answers.box(everyone, ref)),
    'two calls': ({ catalog, answers }: Indexed) =>
      percentile95(catalog.components, ref => answers.entity(everyone, ref, 2)),
  };
  for (const [kind, measure] of Object.entries(kinds)) {
    const times = new Map<number, number>();
    for (const [size, made] of indexes) {
      // the first round warms caches and compiled queries
      await measure(made);
      times.set(size, await measure(made));
    }
    const small = times.get(1000)!;
    const large = times.get(100_000)!;
    context.diagnostic(
      `${kind}, p95: ${small.toFixed(1)} ms of 1,000 entities, ${large.toFixed(
        1,
      )} ms of 100,000`,
    );
    assert.ok(large < LIMIT_MS, `${kind}: ${large.toFixed(1)} ms`);
    assert.ok(
      large < 3 * small,
      `${kind}: ${(large / small).toFixed(1)} times`,
    );
  }
});

test('a refresh writes in proportion to what changed', async context => {
  for (const [size, { catalog, refresh }] of indexes) {
    const timed = async () => {
      const start = performance.now();
      const report = await refresh();
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      return { ...report, seconds };
    };
    const idle = await timed();
    for (let at = 0; at < 10; at += 1) {
      catalog.put(`component:default/c${at * 8}`, {
        ...{ type: 'service', system: 's0', owner: 'group:team' },
        providesApis: [`a${at * 8}`],
        dependsOn: ['resource:r1'],
      });
    }
    const ten = await timed();
    context.diagnostic(
      `${size.toLocaleString('en')} entities: nothing changed, ${
        idle.written
      } rows in ${idle.seconds} s; 10 changed, ${ten.written} rows in ${
        ten.seconds
      } s`,
    );
    assert.equal(idle.written, 0);
    assert.equal(ten.read, 10);
    assert.ok(ten.written <= 10 * 10, `${ten.written} rows`);
  }
});

test('the landscape of systems', async context => {
  const { answers } = indexes.get(100_000)!;
  const question = { rollUp: 'system' as const, limit: 5000 };
  for (const round of ['first', 'again']) {
    const start = performance.now();
    const { parts } = await answers.landscape(everyone, question);
    context.diagnostic(
      `${round}: ${parts.length} systems in ${(
        performance.now() - start
      ).toFixed(0)} ms`,
    );
    assert.ok(parts.length > 4000);
  }
});
