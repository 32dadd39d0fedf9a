import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';

/** The task that changes something, as a context of an action holds it. */
interface Changing {
  readonly task: { readonly id: string };
  readonly user?: { readonly ref?: string };
}

/**
 * Does what changes something, and leaves an event of it in the portal's audit
 * log: who, in which task, what, and whether it was done.
 */
export async function audited(
  auditor: AuditorService,
  { task, user }: Changing,
  event: { readonly id: string; readonly meta: JsonObject },
  change: () => Promise<void>,
): Promise<void> {
  const begun = await auditor.createEvent({
    eventId: event.id,
    severityLevel: 'medium',
    meta: {
      taskId: task.id,
      ...(user?.ref !== undefined && { user: user.ref }),
      ...event.meta,
    },
  });
  try {
    await change();
  } catch (error) {
    await begun.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
  await begun.success();
}
