// All pairs of choices of every golden path.
import { after, before, describe, it } from 'node:test';
import { startServers, type Servers } from '../support/servers';
import { checkService, servicesOfEveryPair, theComposer } from './service';

let servers: Servers;
before(async () => {
  servers = await startServers(['nats', 'postgres', 'redis']);
});
after(() => servers.stop());

describe('every pair of choices', async () => {
  for (const { catalogue } of (await theComposer()).packs()) {
    for (const goldenPath of catalogue.goldenPaths) {
      const { services } = await servicesOfEveryPair(goldenPath);
      process.stdout.write(
        `${goldenPath.id}: ${services.length} services hold every pair\n`,
      );
      for (const { title, answers } of services) {
        it(title, () => checkService(answers, servers.environment));
      }
    }
  }
});
