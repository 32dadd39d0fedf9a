import { ANSWERS_API_VERSION } from '@golden-path/backstage-plugin-golden-path-common';
import type { Answers } from '@golden-path/backstage-plugin-golden-path-common';
import { startingPoints } from './startingPoints';

/** The answers of a wizard that nobody has filled in: every group takes its default. */
export function initialAnswers(goldenPath: string): Answers {
  return {
    apiVersion: ANSWERS_API_VERSION,
    goldenPath,
    service: { name: '', owner: '', module: '' },
    resources: [...startingPoints[0].resources],
  };
}
