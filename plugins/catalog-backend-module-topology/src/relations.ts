/** The pairs of relations that this module adds, each with its inverse. */
export const TOPOLOGY_RELATIONS = {
  calls: 'calledBy',
  publishesTo: 'hasPublisher',
  subscribesTo: 'hasSubscriber',
} as const;

/** One of the relations in the sense in which it is declared. */
export type TopologyRelation = keyof typeof TOPOLOGY_RELATIONS;
