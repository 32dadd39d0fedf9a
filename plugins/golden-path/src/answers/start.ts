import type {
  Answers,
  ServiceAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import isEqual from 'fast-deep-equal';
import { withService } from './edits';
import { startingPoints } from './startingPoints';
import type { StartingPoint } from './startingPoints';

const NAMES = ['name', 'title', 'description'] as const;

/**
 * The answers begun from a starting point: its resources, and its names where
 * nobody has written others.
 */
export function withStart(answers: Answers, point: StartingPoint): Answers {
  const names: Partial<ServiceAnswers> = {};
  for (const key of NAMES) {
    const written = answers.service[key] ?? '';
    const isOwn =
      written !== '' &&
      startingPoints.every(({ service }) => service[key] !== written);
    if (!isOwn) names[key] = point.service[key] ?? '';
  }
  return {
    ...withService(answers, names),
    resources: [...point.resources],
  };
}

/** The starting point whose resources nobody has changed yet. */
export function startOf({ resources }: Answers): StartingPoint | undefined {
  return startingPoints.find(point => isEqual(point.resources, resources));
}
