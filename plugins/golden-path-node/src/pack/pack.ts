import type {
  Catalogue,
  Facts,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { ModuleTable } from '../gomod';

/** A file of a pack as it was read. @public */
export interface SourceFile {
  /** Path inside the patterns module, with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly executable: boolean;
}

/**
 * A loaded pattern pack: plain data, so that it can be handed to a worker.
 * @public
 */
export interface Pack {
  /** The folder the pack was read from, for messages only. */
  readonly root: string;
  readonly catalogue: Catalogue;
  readonly facts: Facts;
  /** What the Go toolchain knows of the modules that the patterns use. */
  readonly modules: ModuleTable;
  /** Every file that a mapping names, by its path in the patterns module. */
  readonly sources: ReadonlyMap<string, SourceFile>;
}
