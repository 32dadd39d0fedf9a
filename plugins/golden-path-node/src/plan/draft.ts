import type {
  Composition,
  FileClass,
  PatternManifest,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Pack } from '../pack/pack';

/** A whole file that an emitter or a merger wrote. @public */
export interface FileDraft {
  /** Path in the composed repository, with forward slashes. */
  readonly path: string;
  readonly class: FileClass;
  readonly content: string;
  /** Patterns besides the owner that put something into it. */
  readonly contributors?: readonly string[];
  /** Name of the resource that the file is about. */
  readonly resource?: string;
  readonly executable?: boolean;
}

/** What an emitter may look at. @public */
export interface EmitContext {
  readonly composition: Composition;
  readonly pack: Pack;
  /** `params` of the emitter's entry in pattern.yaml. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The pattern that names the emitter and owns its files. */
  readonly pattern: PatternManifest;
}

/**
 * Writes whole files from a composition: pure, and the same every time.
 * Go need not be formatted; render does that.
 * @public
 */
export type Emitter = (context: EmitContext) => readonly FileDraft[];
