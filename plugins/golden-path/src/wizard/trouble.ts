/** Whether the portal could not be reached at all. */
function isOffline(error: Error): boolean {
  return error instanceof TypeError;
}

/** Whether the portal has too much to compose at this moment. */
function isBusy(error: Error): boolean {
  return error.name === 'ServiceUnavailableError';
}

/** Whether it is worth trying again without anything being changed. */
export function isPassing(error: Error): boolean {
  return isOffline(error) || isBusy(error);
}

/** What keeps a preview from coming, and what to do. */
export function troubleOf(error: Error): string {
  if (isOffline(error)) {
    return 'No connection. The draft is kept; trying again in 5 s.';
  }
  // What the backend answered carries the name of its error.
  if (isBusy(error)) {
    return 'The portal is busy composing. The draft is kept; trying again in 5 s.';
  }
  if (error.name === 'AuthenticationError') {
    return 'Signed out. Sign in again; the draft is kept.';
  }
  return `The preview did not come: ${error.message}`;
}
