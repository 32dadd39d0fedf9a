// All pairs of choices of every golden path.
import { after, before, describe, it } from 'node:test';
import { startPostgres, type Postgres } from '../support/postgres';
import { answersOf, describeRow, dimensionsOf } from './configurations';
import { coveringRows } from './pairs';
import { checkService, theComposer } from './service';

let postgres: Postgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

describe('every pair of choices', async () => {
  for (const { catalogue } of (await theComposer()).packs()) {
    for (const goldenPath of catalogue.goldenPaths) {
      const dimensions = dimensionsOf(goldenPath);
      for (const row of coveringRows(dimensions, 2)) {
        it(`${goldenPath.id}: ${describeRow(dimensions, row)}`, () =>
          checkService(answersOf(goldenPath, dimensions, row), postgres.dsn));
      }
    }
  }
});
