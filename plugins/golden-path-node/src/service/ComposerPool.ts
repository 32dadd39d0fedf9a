import { availableParallelism } from 'node:os';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { Piscina } from 'piscina';
import { Composer, describeProblems } from './Composer';
import type { Evaluation, Packs, Task } from './evaluation';
import { unpack, type Packed } from './packed';
import { Shared, type Work } from './Shared';
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
/** Bytes of a preview that is kept: that of thirty resources stays below. */
const KEPT_PREVIEW = 128 * 1024;

/** How much of the machine compositions may take. @public */
export interface PoolLimits {
  /** Threads; as many as there are processors, four at most, unless given. */
  readonly threads?: number;
  /** Compositions that may wait for a thread; 100 unless given. */
  readonly queue?: number;
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
  readonly #threads: Piscina<Task>;
  readonly #previews = new Shared({
    begin: answers => this.#begin<Uint8Array>('preview', answers),
    isKept: sent => sent.byteLength <= KEPT_PREVIEW,
  });
  readonly #evaluations = new Shared<Evaluation>({
    begin: answers => {
      const work = this.#begin<Packed>('composition', answers);
      return { ...work, value: work.value.then(unpack) };
    },
    isKept: ({ composed }) => composed !== undefined,
  });

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

  preview(
    answers: unknown,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<Uint8Array> {
    return this.#previews.get(answers, signal);
  }

  async compose(
    answers: unknown,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<Composed> {
    const { composed, resolution } = await this.#evaluations.get(
      answers,
      signal,
    );
    if (composed) return composed;
    throw new InputError(describeProblems(resolution.problems));
  }

  /** Ends the threads; what still waits fails. */
  async stop(): Promise<void> {
    await this.#threads.destroy();
  }

  #begin<T>(want: Task['want'], answers: unknown): Work<T> {
    if (this.#threads.queueSize >= this.#queue) {
      throw new ServiceUnavailableError(
        `${this.#queue} compositions wait already; try again in a few seconds`,
      );
    }
    const abort = new AbortController();
    const begun = new Int32Array(new SharedArrayBuffer(4));
    const task: Task = { want, answers, begun: begun.buffer };
    return {
      value: this.#threads.run(task, { signal: abort.signal }),
      hasBegun: () => Atomics.load(begun, 0) !== 0,
      withdraw: () => abort.abort(),
    };
  }
}

/** A clone of the repository runs from its sources; Node itself reads no such TypeScript. */
function readingTypeScript(): string[] {
  return [
    '--require',
    require.resolve('@backstage/cli/config/nodeTransform.cjs'),
  ];
}
