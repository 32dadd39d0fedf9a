/**
 * Catalog provider of the templates that installed golden paths bring.
 *
 * @packageDocumentation
 */

export { catalogModuleGoldenPath as default } from './module';
