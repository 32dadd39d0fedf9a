import { availableParallelism } from 'node:os';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { recent } from '@golden-path/backstage-plugin-golden-path-common';
import { Piscina } from 'piscina';
import { Composer, describeProblems } from './Composer';
import type { Evaluation, Packs, Task } from './evaluation';
import { unpack, type Packed } from './packed';
import type {
  Composed,
  GoldenPathService,
  InstalledPack,
} from './goldenPathService';

const WORKER = '@golden-path/backstage-plugin-golden-path-node/worker';
/** More threads than this only wait for each other's memory. */
const MOST_THREADS = 4;
/** Compositions that may wait: the last of them comes within seconds. */
const QUEUE = 100;
/** Enough for the people who fill in the wizard at one time. */
const KEPT = 32;

/** How much of the machine compositions may take. @public */
export interface PoolLimits {
  /** Threads; as many as there are processors, four at most, unless given. */
  readonly threads?: number;
  /** Compositions that may wait for a thread; 100 unless given. */
  readonly queue?: number;
}

/** An evaluation that several may wait for. */
interface Running {
  readonly evaluation: Promise<Evaluation>;
  waiting: number;
  /** See {@link Task}. */
  readonly begun: SharedArrayBuffer;
  readonly abort: AbortController;
}

/**
 * Composes in threads of their own, so that the portal's goes on answering.
 * The same answers at the same time cost one composition, and so do those of
 * the last moments.
 * @public
 */
export class ComposerPool implements GoldenPathService {
  /**
   * Loads the packs, and starts the first thread.
   *
   * @throws Error when a pack is broken, two offer one golden path, or the
   *   profile fits no pack
   */
  static async start(
    packs: Packs,
    limits: PoolLimits = {},
  ): Promise<ComposerPool> {
    const { directories, profile } = packs;
    const composer = await Composer.load(directories, profile);
    return new ComposerPool(composer.packs(), packs, limits);
  }

  readonly #packs: readonly InstalledPack[];
  readonly #queue: number;
  readonly #threads: Piscina<Task, Packed>;
  readonly #running = new Map<string, Running>();
  readonly #kept = recent<Evaluation>(KEPT);

  private constructor(
    installed: readonly InstalledPack[],
    packs: Packs,
    limits: PoolLimits,
  ) {
    const most = Math.min(availableParallelism(), MOST_THREADS);
    const filename = require.resolve(WORKER);
    this.#packs = installed;
    this.#queue = limits.queue ?? QUEUE;
    this.#threads = new Piscina({
      filename,
      workerData: packs,
      minThreads: 1,
      maxThreads: limits.threads ?? most,
      idleTimeout: 60_000,
      // A thread that waits on memory would not load its packs meanwhile.
      atomics: 'disabled',
      ...(filename.endsWith('.ts') && { execArgv: readingTypeScript() }),
    });
  }

  packs(): readonly InstalledPack[] {
    return this.#packs;
  }

  async compose(
    answers: unknown,
    options: { signal?: AbortSignal } = {},
  ): Promise<Composed> {
    const { composed, resolution } = await this.evaluate(answers, options);
    if (composed) return composed;
    throw new InputError(describeProblems(resolution.problems));
  }

  async evaluate(
    answers: unknown,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<Evaluation> {
    signal?.throwIfAborted();
    const key = JSON.stringify(answers) ?? '';
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const running = this.#running.get(key) ?? this.#run(key, answers);
    running.waiting += 1;
    try {
      return await unlessAborted(running.evaluation, signal);
    } finally {
      running.waiting -= 1;
      if (running.waiting === 0) this.#giveUp(key, running);
    }
  }

  /** Ends the threads; what still waits fails. */
  async stop(): Promise<void> {
    await this.#threads.destroy();
  }

  #run(key: string, answers: unknown): Running {
    if (this.#threads.queueSize >= this.#queue) {
      throw new ServiceUnavailableError(
        `${this.#queue} compositions wait already; try again in a few seconds`,
      );
    }
    const abort = new AbortController();
    const begun = new SharedArrayBuffer(4);
    const evaluation = this.#threads
      .run({ answers, begun }, { signal: abort.signal })
      .then(unpack);
    const running = { evaluation, waiting: 0, begun, abort };
    this.#running.set(key, running);
    const forget = () => this.#forget(key, running);
    evaluation.then(result => {
      if (result.composed) this.#kept.set(key, result);
      forget();
    }, forget);
    return running;
  }

  /** Takes an evaluation that nobody waits for any more out of the queue. */
  #giveUp(key: string, running: Running): void {
    // To stop a thread costs more than what it still has to do.
    if (Atomics.load(new Int32Array(running.begun), 0) !== 0) return;
    this.#forget(key, running);
    running.abort.abort();
  }

  #forget(key: string, running: Running): void {
    if (this.#running.get(key) === running) this.#running.delete(key);
  }
}

/** The promise's value; rejects with the signal's reason as soon as that is aborted. */
async function unlessAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) return promise;
  const stop = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), {
      signal: stop.signal,
    });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    stop.abort();
  }
}

/** A clone of the repository runs from its sources; Node itself reads no such TypeScript. */
function readingTypeScript(): string[] {
  return [
    '--require',
    require.resolve('@backstage/cli/config/nodeTransform.cjs'),
  ];
}
