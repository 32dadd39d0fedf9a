const POLL_MS = 250;

/**
 * Waits until `isTrue` answers true; an answer that throws counts as not yet.
 * Throws with `what` and the last error after `timeoutMs`.
 */
export async function waitUntil(
  what: string,
  isTrue: () => Promise<boolean>,
  timeoutMs: number,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let lastError: unknown;
  while (Date.now() < deadline) {
    try {
      if (await isTrue()) return;
    } catch (error) {
      lastError = error;
    }
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`${what}: not within ${timeoutMs / 1000} s`, {
    cause: lastError,
  });
}
