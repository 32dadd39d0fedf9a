import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { CHANNELS_ANNOTATION, channelsOfEntity } from './channelsAnnotation';
import type { Channels } from './definition';

/** The channels of those of some APIs that have any, by ref. */
export type ChannelLookup = (
  refs: readonly string[],
) => Promise<ReadonlyMap<string, Channels>>;

/**
 * Asks the catalog for what it found in the definitions of APIs. An API that comes later is found the next
 * time the asking entity is processed.
 */
export function createChannelLookup(options: {
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
}): ChannelLookup {
  const { auth, catalog, logger } = options;
  return async refs => {
    const found = new Map<string, Channels>();
    if (refs.length === 0) return found;
    try {
      const { items } = await catalog.getEntitiesByRefs(
        {
          entityRefs: [...refs],
          // the name keeps `metadata` in the answer where nothing is annotated
          fields: [
            'kind',
            'metadata.name',
            `metadata.annotations.${CHANNELS_ANNOTATION}`,
          ],
        },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      items.forEach((item, index) => {
        const channels = item && channelsOfEntity(item);
        const ref = refs[index];
        if (channels && ref) found.set(ref, channels);
      });
    } catch (error) {
      // ingestion goes on without; the next round asks again
      logger.warn('The channels of APIs could not be read', toError(error));
    }
    return found;
  };
}
