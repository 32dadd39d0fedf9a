/**
 * Catalog module that provides the Template entities of golden paths.
 *
 * @packageDocumentation
 */
export { catalogModuleGoldenPath as default } from './module';
