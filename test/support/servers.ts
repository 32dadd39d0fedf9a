import { startNats } from './nats';
import { startPostgres } from './postgres';
import { startRedis, startRedisCluster } from './redis';

/** Servers that run, and the environment that names them to tests. */
export interface Servers {
  environment: Readonly<Record<string, string>>;
  /** Stops all of them. */
  stop(): Promise<void>;
}

const SERVERS = {
  nats: async () => {
    const { url, stop } = await startNats();
    return { environment: { TEST_NATS_URL: url }, stop };
  },
  postgres: async () => {
    const { dsn, stop } = await startPostgres();
    return { environment: { TEST_DATABASE_URL: dsn }, stop };
  },
  // Of their own: a standby copies everything, and one that others write to lags far behind.
  'postgres-pair': async () => {
    const { dsn, startStandby, stop } = await startPostgres();
    try {
      const environment = {
        TEST_PRIMARY_URL: dsn,
        TEST_STANDBY_URL: (await startStandby()).dsn,
      };
      return { environment, stop };
    } catch (error) {
      await stop();
      throw error;
    }
  },
  redis: async () => {
    const { url, stop } = await startRedis();
    return { environment: { TEST_REDIS_URL: url }, stop };
  },
  'redis-cluster': async () => {
    const { url, stop } = await startRedisCluster();
    return { environment: { TEST_REDIS_CLUSTER_URL: url }, stop };
  },
} satisfies Record<string, () => Promise<Servers>>;

/** A server that {@link startServers} can start. */
export type ServerName = keyof typeof SERVERS;

/** Whether there is a server with the name. */
export function isServerName(name: string): name is ServerName {
  return Object.hasOwn(SERVERS, name);
}

/** Starts real servers of its own; those that are up are stopped when another fails. */
export async function startServers(
  names: readonly ServerName[],
): Promise<Servers> {
  const started: Servers[] = [];
  const stop = async () => {
    await Promise.all(started.map(server => server.stop()));
  };
  try {
    for (const name of names) started.push(await SERVERS[name]());
  } catch (error) {
    await stop();
    throw error;
  }
  const environments = started.map(({ environment }) => environment);
  return { environment: Object.assign({}, ...environments), stop };
}
