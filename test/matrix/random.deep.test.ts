// Services of five random resources with eight random fields each.
import { after, before, describe, it } from 'node:test';
import { ANSWERS_API_VERSION } from '@golden-path/backstage-plugin-golden-path-common';
import fc from 'fast-check';
import { runOrThrow } from '../support/processes';
import { startServers, type Servers } from '../support/servers';
import { randomResources } from './randomResources';
import { checkService } from './service';

const SERVICES = 12;

let servers: Servers;
before(async () => {
  servers = await startServers(['nats', 'postgres', 'redis']);
});
after(() => servers.stop());

describe('services of random resources', async () => {
  const commit = await runOrThrow('git', ['rev-parse', 'HEAD']);
  const first = parseInt(commit.stdout.slice(0, 6), 16);
  for (let seed = first; seed < first + SERVICES; seed++) {
    const [resources = []] = fc.sample(randomResources, { seed, numRuns: 1 });
    const names = resources.map(({ name }) => name).join(', ');
    it(`seed ${seed}: ${names}`, () =>
      checkService(
        {
          apiVersion: ANSWERS_API_VERSION,
          goldenPath: 'go-rest-service',
          service: {
            name: 'matrix',
            owner: 'group:default/commerce',
            system: 'shop',
            module: 'example.com/acme/matrix',
          },
          patterns:
            seed % 2 === 0
              ? {}
              : {
                  router: 'net-http',
                  migrations: 'golang-migrate',
                  configuration: 'envconfig',
                },
          resources,
        },
        servers.environment,
      ));
  }
});
