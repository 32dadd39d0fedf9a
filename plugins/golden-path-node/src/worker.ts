import { workerData } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { Composer } from './service/Composer';
import { sentPreview, type Packs, type Task } from './service/evaluation';
import { pack } from './service/packed';

export type { Task };

const { directories, profile } = workerData as Packs;
/** Loaded once a thread. */
const composer = Composer.load(directories, profile);

/**
 * What a thread of the portal's pool does: settles answers, composes them, and
 * hands over a preview to be sent or a composition that the pool unpacks.
 * @alpha
 */
export default async function evaluate({
  want,
  answers,
  begun,
}: Task): Promise<unknown> {
  Atomics.store(new Int32Array(begun), 0, 1);
  const evaluation = await (await composer).evaluate(answers);
  if (want === 'preview') {
    const sent = sentPreview(evaluation);
    return handedOver(sent, [sent.buffer]);
  }
  const packed = pack(evaluation);
  const { composed } = packed;
  return handedOver(packed, composed ? [composed.files.buffer] : []);
}

/** The value, whose buffers change hands without being copied. */
function handedOver(value: object, buffers: readonly ArrayBuffer[]): unknown {
  return move({ [transferableSymbol]: buffers, [valueSymbol]: value });
}
