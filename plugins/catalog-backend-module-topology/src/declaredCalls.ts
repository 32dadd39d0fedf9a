import type { CallHint } from '@golden-path/backstage-plugin-topology-common';
import type { ChannelLookup } from './channelLookup';
import type { TopologyRelation } from './relations';

/** A relation from an entity to a target. */
export interface DeclaredRelation {
  type: TopologyRelation;
  target: string;
}

/** What the annotation of an entity says of its targets: whom it calls, publishes and subscribes to. */
export function fromHints(
  hints: readonly (CallHint & { ref: string })[],
): DeclaredRelation[] {
  return hints.flatMap(({ ref, direction, protocol }): DeclaredRelation[] => {
    if (direction === 'publish') return [{ type: 'publishesTo', target: ref }];
    if (direction === 'subscribe') {
      return [{ type: 'subscribesTo', target: ref }];
    }
    // an API or a store already has a relation of its own
    const isCall = ref.startsWith('component:') && protocol !== 'events';
    return isCall ? [{ type: 'calls', target: ref }] : [];
  });
}

/**
 * What the definitions of the APIs say that an entity provides and consumes: what the provider sends, its
 * consumers subscribe to, and the other way round.
 */
export async function fromDefinitions(
  apis: { provided: readonly string[]; consumed: readonly string[] },
  channelsOf: ChannelLookup,
): Promise<DeclaredRelation[]> {
  const { provided, consumed } = apis;
  const channels = await channelsOf([...new Set([...provided, ...consumed])]);
  const relations = (
    refs: readonly string[],
    whenSent: TopologyRelation,
    whenReceived: TopologyRelation,
  ) =>
    refs.flatMap((target): DeclaredRelation[] => {
      const found = channels.get(target);
      return [
        ...(found?.sends ? [{ type: whenSent, target }] : []),
        ...(found?.receives ? [{ type: whenReceived, target }] : []),
      ];
    });
  return [
    ...relations(provided, 'publishesTo', 'subscribesTo'),
    ...relations(consumed, 'subscribesTo', 'publishesTo'),
  ];
}
