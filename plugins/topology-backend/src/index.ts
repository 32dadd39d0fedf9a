/**
 * Backstage backend plugin that indexes the topology of the catalog and answers questions about it.
 *
 * @packageDocumentation
 */
export { topologyPlugin as default } from './plugin';
