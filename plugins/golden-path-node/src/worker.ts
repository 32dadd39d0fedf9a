import { workerData } from 'node:worker_threads';
import { Composer } from './service/Composer';
import type { Evaluation, Packs, Task } from './service/evaluation';

export type { Evaluation, Task };
export type { Composed } from './service/goldenPathService';

const { directories, profile } = workerData as Packs;
/** Loaded once a thread. */
const composer = Composer.load(directories, profile);

/**
 * What a thread of the portal's pool does: settles answers and composes them.
 * @alpha
 */
export default async function evaluate({
  answers,
  begun,
}: Task): Promise<Evaluation> {
  Atomics.store(new Int32Array(begun), 0, 1);
  return (await composer).evaluate(answers);
}
