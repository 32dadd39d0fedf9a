import { constants, gzipSync } from 'node:zlib';
import type {
  PreviewResponse,
  Profile,
  Resolution,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Composed } from './goldenPathService';

/** What answers of any shape come to: composed when nothing is wrong with them. @public */
export interface Evaluation {
  readonly resolution: Resolution;
  readonly composed?: Composed;
}

/** What a portal composes from. @public */
export interface Packs {
  /** Absolute paths of packs. */
  readonly directories: readonly string[];
  readonly profile?: Profile;
}

/** What a thread is asked for. @alpha */
export interface Task {
  /** A preview comes as it is sent, a composition whole. */
  readonly want: 'preview' | 'composition';
  readonly answers: unknown;
  /** Four bytes that become 1 once the thread has begun. */
  readonly begun: SharedArrayBuffer;
}

/** What a portal shows of an evaluation: all but the contents of the files. */
export function previewOf({
  resolution,
  composed,
}: Evaluation): PreviewResponse {
  const { groups, problems } = resolution;
  if (!composed) return { groups, problems };
  const { tree, listing: files, topology, entities } = composed;
  return {
    groups,
    problems,
    preview: { hash: tree.hash, files, topology, entities },
  };
}

/**
 * The preview as it is sent: JSON, gzipped for speed. The bytes are in a buffer
 * that nothing else shares.
 */
export function sentPreview(evaluation: Evaluation): Uint8Array<ArrayBuffer> {
  const json = JSON.stringify(previewOf(evaluation));
  // Node keeps small buffers together in one; a copy has its own.
  return new Uint8Array(gzipSync(json, { level: constants.Z_BEST_SPEED }));
}
