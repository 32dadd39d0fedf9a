/**
 * Backstage plugin that shows services, APIs, stores and the calls between them.
 *
 * @packageDocumentation
 */

export { isTopologyAvailable } from './kinds';
export { EntityTopologyContent, topologyPlugin, TopologyPage } from './plugin';
