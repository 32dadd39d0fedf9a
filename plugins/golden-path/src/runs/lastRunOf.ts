import type {
  ScaffolderApi,
  ScaffolderTask,
} from '@backstage/plugin-scaffolder-react';
import isEqual from 'fast-deep-equal';
import type { Draft } from '../session/draftStorage';

/** Tasks that are looked through: a draft is seldom older. */
const MOST = 20;

/**
 * The person's newest task that was given the answers of a draft, for the same
 * place. A portal that does not tell has none.
 */
export async function lastRunOf(
  scaffolder: Pick<ScaffolderApi, 'listTasks'>,
  { answers, repoUrl }: Draft,
): Promise<ScaffolderTask | undefined> {
  try {
    const { tasks } = await scaffolder.listTasks({
      filterByOwnership: 'owned',
      limit: MOST,
    });
    // Deeply: the form of Create gives the keys an order of its own.
    return tasks.find(
      ({ spec: { parameters } }) =>
        isEqual(parameters.answers, answers) &&
        (repoUrl === undefined || parameters.repoUrl === repoUrl),
    );
  } catch {
    return undefined;
  }
}
