import type { FileOrigin } from '@golden-path/backstage-plugin-golden-path-common';
import type { Subject } from './sampleNames';

/** A file that comes from the pack, with names and imports replaced. @public */
export interface CopyPlan extends FileOrigin {
  readonly kind: 'copy';
  /** Path in the patterns module. */
  readonly source: string;
  readonly subject: Subject;
}

/** A file that an emitter or a merger wrote. @public */
export interface DraftPlan extends FileOrigin {
  readonly kind: 'draft';
  readonly content: string;
  readonly executable: boolean;
}

/** One file of the repository to be, with its one owner. @public */
export type FilePlan = CopyPlan | DraftPlan;
