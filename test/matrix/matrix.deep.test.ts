// All pairs of choices of every golden path.
import { after, before, describe, it } from 'node:test';
import { startPostgres, type Postgres } from '../support/postgres';
import { checkService, servicesOfEveryPair, theComposer } from './service';

let postgres: Postgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

describe('every pair of choices', async () => {
  for (const { catalogue } of (await theComposer()).packs()) {
    for (const goldenPath of catalogue.goldenPaths) {
      const { services } = await servicesOfEveryPair(goldenPath);
      for (const { title, answers } of services) {
        it(title, () => checkService(answers, postgres.dsn));
      }
    }
  }
});
