/**
 * Search module that finds golden paths and patterns.
 *
 * @packageDocumentation
 */
export { searchModuleGoldenPath as default } from './module';
export type { GoldenPathDocument } from './documents';
