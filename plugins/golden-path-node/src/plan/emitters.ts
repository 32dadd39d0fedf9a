import { TYPED_EMITTERS } from '../emit';
import { MERGERS } from '../merge';
import { emitStages } from '../render/emitStages';
import { emitWiring } from '../render/emitWiring';
import type { Emitter } from './draft';

/**
 * The closed table of emitters and mergers, by the id that pattern.yaml uses.
 * @public
 */
export const EMITTERS: Readonly<Record<string, Emitter>> = {
  ...MERGERS,
  ...TYPED_EMITTERS,
  wiring: emitWiring,
  stages: emitStages,
};
