/**
 * The topology of services: model, layout and renderers. Pure; runs in the browser, in a worker and in Node.
 *
 * @packageDocumentation
 */

export { TOPOLOGY_ANNOTATION } from './catalog/annotation';
export type { CatalogEntity } from './catalog/entity';
export { topologyFromEntities } from './catalog/topologyFromEntities';
export * from './layout/options';
export * from './layout/scene';
export { mergeEdges } from './model/edges';
export * from './model/types';
export * from './model/views';
