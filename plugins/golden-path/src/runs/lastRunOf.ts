import type {
  ScaffolderApi,
  ScaffolderTask,
} from '@backstage/plugin-scaffolder-react';

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
  const written = JSON.stringify(answers);
  try {
    const { tasks } = await scaffolder.listTasks({
      filterByOwnership: 'owned',
      limit: MOST,
    });
    return tasks.find(
      ({ spec }) => JSON.stringify(spec.parameters.answers) === written,
    );
  } catch {
    return undefined;
  }
}
