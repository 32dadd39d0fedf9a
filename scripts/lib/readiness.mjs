const POLL_MS = 250;
const TEMPLATES_WITHIN_MS = 20_000;

const pause = () => new Promise(resolve => setTimeout(resolve, POLL_MS));

/** Whether the portal at the address serves its page and all its plugins have started. */
export async function isServing(address) {
  try {
    const health = await fetch(`${address}/.backstage/health/v1/readiness`);
    return health.ok && (await fetch(address)).ok;
  } catch {
    return false;
  }
}

/**
 * Waits until a person can begin: the portal serves, and its catalog has taken
 * up the golden paths. A portal without any is ready too, a little later.
 */
export async function waitUntilUsable(address, isAlive) {
  while (isAlive() && !(await isServing(address))) await pause();
  const deadline = Date.now() + TEMPLATES_WITHIN_MS;
  while (isAlive() && Date.now() < deadline && !(await hasTemplates(address))) {
    await pause();
  }
  return isAlive();
}

async function hasTemplates(address) {
  try {
    const guest = await fetch(`${address}/api/auth/guest/refresh`);
    const { backstageIdentity } = await guest.json();
    const templates = await fetch(
      `${address}/api/catalog/entities/by-query?filter=kind=template&fields=kind&limit=1`,
      { headers: { authorization: `Bearer ${backstageIdentity.token}` } },
    );
    return (await templates.json()).totalItems > 0;
  } catch {
    return false;
  }
}
