import { createServer } from 'node:net';
import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JsonObject } from '@backstage/types';
import {
  AuditorService,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { createBackend } from '@backstage/backend-defaults';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { gitHostPlugin } from '../plugin';

/** A running Git host in a backend with Backstage's own routers, compression and authentication barrier. */
export interface RunningGitHost {
  /** `http://localhost:<port>/api/git-host` */
  baseUrl: string;
  port: number;
  /** The directory of the repositories. */
  root: string;
  /** The configuration it runs with, `integrations.gitea` included. */
  config: JsonObject;
  /** The header that lets the user in. */
  authorization: string;
  /** What the audit log holds: event, repository, and how it ended. */
  audited: string[];
  stop(): Promise<void>;
}

/** Starts a Git host with the organizations `acme` and `tools`; `settings` are merged into `gitHost`. */
export async function startGitHost(
  settings: JsonObject = {},
): Promise<RunningGitHost> {
  const port = await freePort();
  const directory = await mkdtemp(join(tmpdir(), 'git-host-'));
  const root = await realpath(directory);
  const config = testConfig(port, { root, ...settings });
  const backend = createBackend();
  backend.add(mockServices.rootConfig.factory({ data: config }));
  backend.add(mockServices.rootLogger.factory());
  backend.add(mockServices.auth.factory());
  backend.add(
    mockServices.httpAuth.factory({
      defaultCredentials: mockCredentials.none(),
    }),
  );
  const audited: string[] = [];
  backend.add(auditing(audited));
  backend.add(gitHostPlugin);
  await backend.start();
  return {
    audited,
    baseUrl: `http://localhost:${port}/api/git-host`,
    port,
    root,
    config,
    authorization: `Basic ${Buffer.from('portal:s3cret:pass').toString(
      'base64',
    )}`,
    async stop() {
      await backend.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

function auditing(log: string[]) {
  return createServiceFactory({
    service: coreServices.auditor,
    deps: {},
    factory: (): AuditorService => ({
      createEvent: async ({ eventId, meta }) => {
        const note = (end: string) =>
          log.push(`${eventId} ${meta?.user} ${meta?.repository} ${end}`);
        return {
          success: async () => void note('done'),
          fail: async ({ error }) => void note(error.name),
        };
      },
    }),
  });
}

/** The configuration that makes the stock parts of Backstage work with the Git host. */
export function testConfig(port: number, settings: JsonObject): JsonObject {
  const user = { username: 'portal', password: 's3cret:pass' };
  const origin = `http://localhost:${port}`;
  return {
    backend: { baseUrl: origin, listen: { host: '127.0.0.1', port } },
    gitHost: { ...user, organizations: ['acme', 'tools'], ...settings },
    integrations: {
      gitea: [
        {
          host: `localhost:${port}`,
          baseUrl: `${origin}/api/git-host`,
          ...user,
        },
      ],
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('the test server has no port');
  }
  return address.port;
}
