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
  PreviewFile,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Topology } from '@golden-path/backstage-plugin-topology-common';
import { locatePack } from '../pack';
import { readProfile } from '../profile';
import { PROFILE_KEY } from './Composer';
import { ComposerPool } from './ComposerPool';
import { goldenPathPacksServiceRef } from './packs';

/** All that comes out of valid answers. @public */
export interface Composed {
  readonly composition: Composition;
  readonly tree: FileTree;
  /** The files of the tree in its order, without their contents. */
  readonly listing: readonly PreviewFile[];
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
  /**
   * What will come out of answers of any shape, or what is wrong with them: a
   * `PreviewResponse` as JSON, gzipped. Recent ones are kept. What a person
   * wrote makes it reject never.
   *
   * @throws ServiceUnavailableError when too many compositions wait, and the
   *   signal's reason as soon as that is aborted
   */
  preview(
    answers: unknown,
    options?: { signal?: AbortSignal },
  ): Promise<Uint8Array>;
  /**
   * The repository of valid answers; recent ones are kept. Its hash and its
   * files are those of the preview.
   *
   * @throws InputError that names each field, its problem and the mend, and as
   *   `preview` does
   */
  compose(
    answers: unknown,
    options?: { signal?: AbortSignal },
  ): Promise<Composed>;
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
        lifecycle: coreServices.rootLifecycle,
        packs: goldenPathPacksServiceRef,
      },
      factory: async ({ config, lifecycle, packs }) => {
        const profile: unknown = config.getOptional(PROFILE_KEY);
        const pool = await ComposerPool.start(
          {
            directories: [
              locatePack(),
              ...(config.getOptionalStringArray('goldenPath.packs') ?? []),
              ...packs.map(({ directory }) => directory),
            ],
            ...(profile !== undefined && {
              profile: readProfile(profile, PROFILE_KEY),
            }),
          },
          {
            threads: config.getOptionalNumber('goldenPath.composing.threads'),
            queue: config.getOptionalNumber('goldenPath.composing.queue'),
          },
        );
        lifecycle.addShutdownHook(() => pool.stop());
        return pool;
      },
    }),
});
