import type { Entity } from '@backstage/catalog-model';
import type { Portal } from './portal';
import { waitUntil } from './waiting';

/** A task of the scaffolder as its API shows it. */
export interface Task {
  id: string;
  status:
    | 'open'
    | 'processing'
    | 'completed'
    | 'failed'
    | 'cancelled'
    | 'skipped';
}

/** A line of a task's log. */
export interface TaskEvent {
  type: string;
  body: { message: string; stepId?: string; status?: string };
}

/** Waits until a template can be picked, starts it, and returns its task's id. */
export async function startTask(
  portal: Portal,
  template: string,
  values: unknown,
): Promise<string> {
  await waitUntil(
    `template ${template} is in the catalog`,
    async () => {
      const path = `/api/catalog/entities/by-name/template/default/${template}`;
      return (await portal.fetch(path)).ok;
    },
    60_000,
  );
  const response = await portal.fetch('/api/scaffolder/v2/tasks', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      templateRef: `template:default/${template}`,
      values,
    }),
  });
  if (response.status !== 201) {
    throw new Error(
      `the scaffolder refused the task: ${
        response.status
      } ${await response.text()}`,
    );
  }
  return ((await response.json()) as { id: string }).id;
}

/** Waits until a task has ended, and returns how. */
export async function taskEnd(
  portal: Portal,
  id: string,
  timeoutMs = 120_000,
): Promise<Task> {
  let task: Task | undefined;
  await waitUntil(
    `task ${id} ends`,
    async () => {
      task = await getTask(portal, id);
      return !['open', 'processing'].includes(task.status);
    },
    timeoutMs,
  );
  return task!;
}

/** A task as it is now. */
export async function getTask(portal: Portal, id: string): Promise<Task> {
  const response = await portal.fetch(`/api/scaffolder/v2/tasks/${id}`);
  return (await response.json()) as Task;
}

/** The log of a task from its start. */
export async function taskEvents(
  portal: Portal,
  id: string,
): Promise<TaskEvent[]> {
  const response = await portal.fetch(`/api/scaffolder/v2/tasks/${id}/events`);
  return (await response.json()) as TaskEvent[];
}

/** The log of a task as text, for the message of a failed test. */
export async function taskLog(portal: Portal, id: string): Promise<string> {
  const events = await taskEvents(portal, id);
  return events
    .map(({ body }) => `${body.stepId ?? '-'}: ${body.message}`)
    .join('\n');
}

/**
 * Waits until the catalog has an entity, such as the owner that a task asks for,
 * and knows its relation, if one is named.
 */
export async function entityArrives(
  portal: Portal,
  kind: string,
  name: string,
  relation?: string,
): Promise<void> {
  const path = `/api/catalog/entities/by-name/${kind}/default/${name}`;
  await waitUntil(
    `${kind} ${name} is in the catalog ${relation ?? ''}`,
    async () => {
      const response = await portal.fetch(path);
      if (!response.ok || !relation) return response.ok;
      const { relations = [] } = (await response.json()) as Entity;
      return relations.some(({ type }) => type === relation);
    },
    60_000,
  );
}
