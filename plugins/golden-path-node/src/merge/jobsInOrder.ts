import type { Contribution } from '@golden-path/backstage-plugin-golden-path-common';

/** Jobs of CI by their id. */
export type Jobs = NonNullable<Contribution<'ci'>['jobs']>;

/** Ids of the jobs: what waits for others after them, else by name. */
export function jobsInOrder(jobs: Jobs): string[] {
  return Object.keys(jobs).sort(
    (a, b) => depth(jobs, a) - depth(jobs, b) || (a < b ? -1 : 1),
  );
}

/** How many jobs have to be done one after the other before this one. */
function depth(jobs: Jobs, id: string, path: readonly string[] = []): number {
  if (path.includes(id)) {
    throw new Error(
      `CI jobs wait for each other: ${[...path, id].join(' > ')}`,
    );
  }
  const depths = (jobs[id]?.needs ?? []).map(
    need => 1 + depth(jobs, need, [...path, id]),
  );
  return Math.max(0, ...depths);
}
