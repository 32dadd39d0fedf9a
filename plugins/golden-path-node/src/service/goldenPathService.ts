import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type {
  Catalogue,
  Composition,
  FileTree,
  PreviewEntity,
  Resolution,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Topology } from '@golden-path/backstage-plugin-topology-common';
import { locatePack } from '../pack';
import { readProfile } from '../profile';
import { Composer, PROFILE_KEY } from './Composer';
import { goldenPathPacksServiceRef } from './packs';

/** All that comes out of valid answers. @public */
export interface Composed {
  readonly composition: Composition;
  readonly tree: FileTree;
  /** Entities of catalog-info.yaml, the service's component first. */
  readonly entities: readonly PreviewEntity[];
  readonly topology: Topology;
}

/** A pack that a portal composes from. @public */
export interface InstalledPack {
  /** Absolute path of its folder. */
  readonly directory: string;
  /** Its golden paths and patterns, as plain data. */
  readonly catalogue: Catalogue;
}

/** Composes services from the packs that are installed in this portal. @public */
export interface GoldenPathService {
  /** The packs in use, the product's own first. */
  packs(): readonly InstalledPack[];
  /** Settles answers of any shape; never throws on what a person wrote. */
  resolve(answers: unknown): Resolution;
  /**
   * Composes the repository of valid answers. Recent results are kept, so a
   * preview and its files cost one composition.
   *
   * @throws InputError that names each field, its problem and the mend
   */
  compose(answers: unknown): Promise<Composed>;
}

/** The one composer of a portal, shared by every plugin in the process. @public */
export const goldenPathServiceRef = createServiceRef<GoldenPathService>({
  id: 'golden-path.composer',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      initialization: 'lazy',
      deps: {
        config: coreServices.rootConfig,
        packs: goldenPathPacksServiceRef,
      },
      factory: ({ config, packs }) => {
        const profile: unknown = config.getOptional(PROFILE_KEY);
        return Composer.load(
          [
            locatePack(),
            ...(config.getOptionalStringArray('goldenPath.packs') ?? []),
            ...packs.map(({ directory }) => directory),
          ],
          profile === undefined ? undefined : readProfile(profile, PROFILE_KEY),
        );
      },
    }),
});
