import type {
  CacheService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { NotFoundError, toError } from '@backstage/errors';
import type {
  ObservedCall,
  ObservedSource,
} from '@golden-path/backstage-plugin-topology-common';
import type {
  NamedCall,
  ObservationWindow,
  ObservedCallsProvider,
} from '@golden-path/backstage-plugin-topology-node';

/** What all sources saw, still under their own names. */
export interface Observation {
  window: { from: string; to: string };
  calls: (NamedCall & { source: string })[];
  sources: ObservedSource[];
}

/** A source that does not answer in time is left out and said so. */
const TIMEOUT_MS = 20_000;
/** Many people look at the same time; the sources are asked once. */
const KEEP_MS = 30_000;

/** Asks every source for the calls of the last so many milliseconds. */
export function createObserver(options: {
  providers: readonly ObservedCallsProvider[];
  cache: CacheService;
  logger: LoggerService;
  now?: () => number;
}): (lengthMs: number) => Promise<Observation> {
  const { providers, cache, logger, now = Date.now } = options;
  const asking = new Map<number, Promise<Observation>>();

  const observe = async (lengthMs: number): Promise<Observation> => {
    const to = new Date(now());
    const window = { from: new Date(to.getTime() - lengthMs), to };
    const answers = await Promise.all(
      providers.map(provider => ask(provider, window, logger)),
    );
    return {
      window: {
        from: window.from.toISOString(),
        to: window.to.toISOString(),
      },
      calls: answers.flatMap(({ calls }) => calls),
      sources: answers.map(({ source }) => source),
    };
  };

  return async lengthMs => {
    if (providers.length === 0) {
      throw new NotFoundError(
        'No calls are observed here; name a source in topology.observed.sources',
      );
    }
    const key = `observed:${lengthMs}`;
    const known = await cache.get(key);
    if (typeof known === 'string') return JSON.parse(known) as Observation;
    const running = asking.get(lengthMs);
    if (running) return running;
    const made = observe(lengthMs).finally(() => asking.delete(lengthMs));
    asking.set(lengthMs, made);
    const observation = await made;
    await cache.set(key, JSON.stringify(observation), { ttl: KEEP_MS });
    return observation;
  };
}

async function ask(
  provider: ObservedCallsProvider,
  window: ObservationWindow,
  logger: LoggerService,
): Promise<{
  calls: (NamedCall & { source: string })[];
  source: ObservedSource;
}> {
  const { id } = provider;
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const calls = await provider.observe(window, { signal });
    return {
      calls: calls.map(call => ({ ...call, source: id })),
      source: { id },
    };
  } catch (error) {
    // an address or token in the message is for those who run the portal
    logger.warn(
      `The source ${id} of observed calls did not answer`,
      toError(error),
    );
    const problem = 'It did not answer; the log of the portal says why';
    return { calls: [], source: { id, problem } };
  }
}

/** A call whose ends are entities. */
export function observedCall(
  call: NamedCall & { source: string },
  ends: { from: string; to: string },
  window: ObservedCall['window'],
): ObservedCall {
  const { protocol = 'other', rate, errorShare, p95, source } = call;
  return {
    ...ends,
    protocol,
    rate,
    ...(errorShare === undefined ? {} : { errorShare }),
    ...(p95 === undefined ? {} : { p95 }),
    window,
    source,
  };
}
