import { createServiceRef } from '@backstage/backend-plugin-api';

/** Where a pattern pack lies on this machine. @public */
export interface PackSource {
  /** Absolute path of the folder that holds golden paths and patterns. */
  readonly directory: string;
}

/**
 * Pattern packs that are installed beside the product's own. A package that
 * ships patterns adds a factory for this reference to the backend; every
 * plugin that composes sees it.
 * @public
 */
export const goldenPathPacksServiceRef = createServiceRef<PackSource>({
  id: 'golden-path.packs',
  scope: 'root',
  multiton: true,
});
