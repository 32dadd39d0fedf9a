import { createApiRef } from '@backstage/core-plugin-api';
import type {
  Catalogue,
  PreviewFileResponse,
  PreviewResponse,
} from '@golden-path/backstage-plugin-golden-path-common';

/** What the wizard asks of the backend. @public */
export interface GoldenPathApi {
  /**
   * The catalogue that has a golden path; asked for once and kept.
   *
   * @throws Error when no installed pack has it
   */
  catalogueOf(goldenPath: string): Promise<Catalogue>;
  /** What will come out of the answers, or what is wrong with them. */
  preview(answers: unknown, signal?: AbortSignal): Promise<PreviewResponse>;
  /** One file of what will come out. */
  file(
    answers: unknown,
    path: string,
    signal?: AbortSignal,
  ): Promise<PreviewFileResponse>;
  /** All that will come out, as a gzipped tar archive. */
  archive(answers: unknown): Promise<Blob>;
}

/** Reference of {@link GoldenPathApi}. @public */
export const goldenPathApiRef = createApiRef<GoldenPathApi>({
  id: 'plugin.golden-path.api',
});
