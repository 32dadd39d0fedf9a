import type {
  ScaffolderApi,
  ScaffolderTask,
} from '@backstage/plugin-scaffolder-react';
import isEqual from 'fast-deep-equal';

/** Tasks that are looked through: a draft is seldom older. */
const MOST = 20;

/**
 * The person's newest task that was given these answers. A portal that does
 * not tell has none.
 */
export async function lastRunOf(
  scaffolder: Pick<ScaffolderApi, 'listTasks'>,
  answers: unknown,
): Promise<ScaffolderTask | undefined> {
  try {
    const { tasks } = await scaffolder.listTasks({
      filterByOwnership: 'owned',
      limit: MOST,
    });
    // Deeply: the form of Create gives the keys an order of its own.
    return tasks.find(({ spec }) => isEqual(spec.parameters.answers, answers));
  } catch {
    return undefined;
  }
}
