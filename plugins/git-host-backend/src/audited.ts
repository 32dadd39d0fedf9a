import { GitHost } from './GitHost';

/** A change of a repository that the audit log keeps. */
export interface Change {
  id: 'repository-create' | 'push';
  /** `organization/name`, as the caller wrote it. */
  repository: string;
}

const LONGEST_NAME = 200;

/** Changes a repository, and leaves an event of it in the portal's audit log: who, which, and whether it was done. */
export async function audited<T>(
  { auditor, settings }: GitHost,
  { id, repository }: Change,
  change: () => Promise<T>,
): Promise<T> {
  const begun = await auditor.createEvent({
    eventId: id,
    severityLevel: 'medium',
    // callers are known by the host's own user, not by the portal's
    meta: {
      user: settings.username,
      repository: repository.slice(0, LONGEST_NAME),
    },
  });
  try {
    const result = await change();
    await begun.success();
    return result;
  } catch (error) {
    await begun.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
}
