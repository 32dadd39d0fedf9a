import type { Topology } from '@golden-path/backstage-plugin-topology-common';
import type { FileOrigin, OptionGroup, Problem } from './composition';

/** A file that will come out, without its content. @public */
export interface PreviewFile extends FileOrigin {
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the content, hex: two previews of a file differ exactly when it does. */
  readonly digest: string;
  readonly executable: boolean;
}

/** A catalog entity that will come out, as plain data. @public */
export interface PreviewEntity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [key: string]: unknown };
  readonly spec?: { readonly [key: string]: unknown };
}

/** What will come out of valid answers. @public */
export interface Preview {
  /** SHA-256 of the tree, hex; `golden-path:compose` gives the same. */
  readonly hash: string;
  /** Ordered by path. */
  readonly files: readonly PreviewFile[];
  readonly topology: Topology;
  readonly entities: readonly PreviewEntity[];
}

/** Answer of `POST /previews`: `preview` is there when no problem is. @public */
export interface PreviewResponse {
  readonly groups: readonly OptionGroup[];
  readonly problems: readonly Problem[];
  readonly preview?: Preview;
}

/** Body of `POST /previews`. @public */
export interface PreviewRequest {
  /** Answers as the form holds them, finished or not. */
  readonly answers: unknown;
}

/** Body of `POST /previews/file`. @public */
export interface PreviewFileRequest extends PreviewRequest {
  /** Path in the composed repository. */
  readonly path: string;
}

/** Answer of `POST /previews/file`. @public */
export interface PreviewFileResponse extends PreviewFile {
  readonly content: string;
}
