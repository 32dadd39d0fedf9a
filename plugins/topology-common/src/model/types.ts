/** What a node is drawn as. @public */
export type NodeShape =
  | 'service'
  | 'gateway'
  | 'worker'
  | 'website'
  | 'library'
  | 'api'
  | 'database'
  | 'cache'
  | 'topic'
  | 'external'
  | 'person';

/** How two nodes talk. @public */
export type Protocol = 'http' | 'grpc' | 'sql' | 'cache' | 'events' | 'other';

/** Whether the caller waits for the answer. @public */
export type CallMode = 'sync' | 'async';

/** On which side of a topic a service stands. @public */
export type EventDirection = 'publish' | 'subscribe';

/** A frame that holds nodes (system) or systems (domain). @public */
export interface TopologyBox {
  /** Entity ref such as `system:default/shop`, or a plain name. */
  id: string;
  kind: 'system' | 'domain';
  name: string;
  title?: string;
  description?: string;
  owner?: string;
  /** The domain that holds this box. */
  parent?: string;
}

/** A service, store, topic, API, person or a system outside the catalog. @public */
export interface TopologyNode {
  /** Entity ref such as `component:default/orders`, or a plain name. */
  id: string;
  shape: NodeShape;
  name: string;
  title?: string;
  description?: string;
  /** The catalog kind in lower case: component, api, resource, … */
  kind?: string;
  /** `spec.type` as written. */
  type?: string;
  /** `Go`, `TypeScript`, … */
  language?: string;
  /** `PostgreSQL 16`, `Redis 7`, `Kafka`, … */
  engine?: string;
  /** Entity ref of the owning group or user. */
  owner?: string;
  lifecycle?: string;
  tags: string[];
  /** The box that holds this node; absent for a node that stands alone. */
  box?: string;
  /** For an API: the node that provides it. */
  providedBy?: string;
  /** Why a finding about it may stay, by the rule that finds it. */
  accepted?: Readonly<Record<string, string>>;
  /** True when something refers to it but no entity describes it. */
  unknown?: boolean;
}

/**
 * A call, or the way of a message.
 *
 * Calls run from the caller to the callee. Events follow the message:
 * `publish` runs from the service to the topic, `subscribe` from the topic to the service.
 * @public
 */
export interface TopologyEdge {
  /** The same for the same ends, protocol and direction, in any input order. */
  id: string;
  from: string;
  to: string;
  protocol: Protocol;
  mode: CallMode;
  direction?: EventDirection;
  /** Methods, routes, topics or table uses, sorted. */
  operations: string[];
  /** Ids of the APIs through which the call goes, sorted. */
  apis: string[];
  /** Refs of the entities that declare the edge, sorted. */
  declaredBy: string[];
}

/** Boxes, nodes and edges of an architecture, each list sorted by id. @public */
export interface Topology {
  boxes: TopologyBox[];
  nodes: TopologyNode[];
  edges: TopologyEdge[];
}

/** A problem in what an entity declares; the rest of the topology still stands. @public */
export interface TopologyFinding {
  entityRef: string;
  /** Names the field and the mend. */
  message: string;
}
