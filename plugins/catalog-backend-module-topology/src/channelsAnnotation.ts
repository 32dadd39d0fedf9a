import type { Entity } from '@backstage/catalog-model';
import type { Channels } from './definition';

/**
 * Says of an API which way its messages go, seen from its provider: `send`, `receive` or `send,receive`.
 * Read from the definition, unless the entity already has it.
 */
export const CHANNELS_ANNOTATION = 'goldenpath.dev/messages';

/** What the annotation says. */
export function channelsOfEntity(entity: Entity): Channels | undefined {
  const text = entity.metadata.annotations?.[CHANNELS_ANNOTATION];
  if (text === undefined) return undefined;
  const words = text.split(',').map(word => word.trim());
  return { sends: words.includes('send'), receives: words.includes('receive') };
}

/** The entity with what its definition says. */
export function withChannels(entity: Entity, channels: Channels): Entity {
  const words = [
    ...(channels.sends ? ['send'] : []),
    ...(channels.receives ? ['receive'] : []),
  ];
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        [CHANNELS_ANNOTATION]: words.join(','),
      },
    },
  };
}
