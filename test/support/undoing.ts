/** Notes a step that undoes something. */
export type Undo = (step: () => Promise<unknown>) => void;

/** Does work whose steps are undone afterwards, the last first, whatever happens. */
export async function undoing(
  work: (undo: Undo) => Promise<void>,
): Promise<void> {
  const steps: (() => Promise<unknown>)[] = [];
  try {
    await work(step => steps.unshift(step));
  } finally {
    for (const step of steps) await step();
  }
}
