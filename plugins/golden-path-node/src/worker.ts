import { workerData } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { Composer } from './service/Composer';
import type { Packs, Task } from './service/evaluation';
import { pack } from './service/packed';

export type { Task };

const { directories, profile } = workerData as Packs;
/** Loaded once a thread. */
const composer = Composer.load(directories, profile);

/**
 * What a thread of the portal's pool does: settles answers, composes them, and
 * hands over what the pool unpacks.
 * @alpha
 */
export default async function evaluate({
  answers,
  begun,
}: Task): Promise<unknown> {
  Atomics.store(new Int32Array(begun), 0, 1);
  const packed = pack(await (await composer).evaluate(answers));
  const { composed } = packed;
  return move({
    [transferableSymbol]: composed ? [composed.files.buffer] : [],
    [valueSymbol]: packed,
  });
}
