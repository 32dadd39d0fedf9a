import type {
  ComposedFile,
  FileTree,
} from '@golden-path/backstage-plugin-golden-path-common';
import { deserialize, serialize } from 'node:v8';
import type { Evaluation } from './evaluation';
import type { Composed } from './goldenPathService';

/**
 * An evaluation on its way from the thread that composed. The files are most
 * of it and are seldom looked at, so they are bytes, which change hands without
 * being copied.
 */
export interface Packed {
  readonly resolution: Evaluation['resolution'];
  readonly composed?: Omit<Composed, 'composition' | 'tree'> & {
    readonly hash: string;
    readonly files: Uint8Array<ArrayBuffer>;
  };
}

/** Makes an evaluation ready for another thread. */
export function pack({ resolution, composed }: Evaluation): Packed {
  if (!composed) return { resolution };
  const { composition, tree, ...shown } = composed;
  const { buffer, byteOffset, byteLength } = serialize(tree.files);
  return {
    resolution,
    composed: {
      ...shown,
      hash: tree.hash,
      files: new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength),
    },
  };
}

/** The evaluation again; its files are read when somebody looks at them. */
export function unpack({ resolution, composed }: Packed): Evaluation {
  const { composition } = resolution;
  if (!composed || !composition) return { resolution };
  const { hash, files, ...shown } = composed;
  return {
    resolution,
    composed: { ...shown, composition, tree: treeOf(hash, files) },
  };
}

function treeOf(hash: string, bytes: Uint8Array): FileTree {
  let files: readonly ComposedFile[] | undefined;
  return {
    hash,
    get files() {
      files ??= deserialize(bytes) as readonly ComposedFile[];
      return files;
    },
  };
}
