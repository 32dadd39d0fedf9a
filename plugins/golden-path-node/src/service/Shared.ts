import { createHash } from 'node:crypto';
import { recent } from '@golden-path/backstage-plugin-golden-path-common';

/** Enough for the people who fill in the wizard at one time. */
const KEPT = 32;

/** Work that begins once there is room, and ends with a value. */
export interface Work<T> {
  readonly value: Promise<T>;
  hasBegun(): boolean;
  /** Takes work that has not begun out of the queue. */
  withdraw(): void;
}

/** Work that several may wait for. */
interface Running<T> extends Work<T> {
  waiting: number;
}

/**
 * Does the same work once for all who ask at the same time, and keeps what came
 * of it for those who ask in the next moments. What nobody waits for any more
 * is not begun.
 */
export class Shared<T> {
  readonly #begin: (answers: unknown) => Work<T>;
  readonly #isKept: (value: T) => boolean;
  readonly #running = new Map<string, Running<T>>();
  readonly #kept = recent<T>(KEPT);

  constructor(options: {
    begin: (answers: unknown) => Work<T>;
    isKept: (value: T) => boolean;
  }) {
    this.#begin = options.begin;
    this.#isKept = options.isKept;
  }

  /** Rejects with the signal's reason as soon as that is aborted. */
  async get(answers: unknown, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const key = keyOf(answers);
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const running = this.#running.get(key) ?? this.#run(key, answers);
    running.waiting += 1;
    try {
      return await unlessAborted(running.value, signal);
    } finally {
      running.waiting -= 1;
      if (running.waiting === 0) this.#giveUp(key, running);
    }
  }

  #run(key: string, answers: unknown): Running<T> {
    const running = { ...this.#begin(answers), waiting: 0 };
    this.#running.set(key, running);
    const forget = () => this.#forget(key, running);
    running.value.then(value => {
      if (this.#isKept(value)) this.#kept.set(key, value);
      forget();
    }, forget);
    return running;
  }

  #giveUp(key: string, running: Running<T>): void {
    // To stop a thread costs more than what it still has to do.
    if (running.hasBegun()) return;
    this.#forget(key, running);
    running.withdraw();
  }

  #forget(key: string, running: Running<T>): void {
    if (this.#running.get(key) === running) this.#running.delete(key);
  }
}

/** What the answers hold, in few characters. */
function keyOf(answers: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(answers) ?? '')
    .digest('base64');
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
