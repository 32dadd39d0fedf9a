/**
 * Scaffolder actions that check, compose and register golden-path services.
 *
 * @packageDocumentation
 */
export { scaffolderModuleGoldenPath as default } from './module';
