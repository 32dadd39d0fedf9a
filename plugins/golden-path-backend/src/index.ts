/**
 * Backstage backend plugin that serves golden paths, patterns and previews.
 *
 * @packageDocumentation
 */
export { goldenPathPlugin as default } from './plugin';
