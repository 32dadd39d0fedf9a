/** Does work whose steps are undone afterwards, the last first, whatever happens. */
export async function undoing(
  work: (undo: (step: () => Promise<unknown>) => void) => Promise<void>,
): Promise<void> {
  const steps: (() => Promise<unknown>)[] = [];
  try {
    await work(step => steps.unshift(step));
  } finally {
    for (const step of steps) await step();
  }
}
