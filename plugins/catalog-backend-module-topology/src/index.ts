/**
 * Catalog module that adds who calls, publishes and subscribes, and tells what is wrong in it.
 *
 * @packageDocumentation
 */
export { catalogModuleTopology as default } from './module';
