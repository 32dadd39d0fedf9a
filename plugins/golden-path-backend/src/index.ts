/**
 * Backstage backend plugin that serves golden paths, patterns and previews.
 *
 * @packageDocumentation
 */
export { goldenPathPlugin as default } from './plugin';
export {
  createGoldenPathConditionalDecision,
  goldenPathConditions,
  goldenPathResourceRef,
} from './permissions/rules';
export type { GoldenPathFilter, GoldenPathResource } from './permissions/rules';
