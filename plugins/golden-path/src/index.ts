/**
 * Backstage plugin with the wizard fields of golden paths.
 *
 * @packageDocumentation
 */

export { goldenPathApiRef } from './api/goldenPathApi';
export type { GoldenPathApi } from './api/goldenPathApi';
export type { WizardSection } from './answers/evaluate';
export {
  GoldenPathAnswersFieldExtension,
  GoldenPathPage,
  GoldenPathPlaceFieldExtension,
  GoldenPathRunOutputs,
  GoldenPathSearchResultListItem,
  goldenPathPlugin,
} from './plugin';
