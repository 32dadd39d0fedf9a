/** Whether the portal could not be reached at all. */
export function isOffline(error: Error): boolean {
  return error instanceof TypeError;
}

/** What keeps a preview from coming, and what to do. */
export function troubleOf(error: Error): string {
  if (isOffline(error)) {
    return 'No connection. The draft is kept; trying again in 5 s.';
  }
  // What the backend answered carries the name of its error.
  if (error.name === 'AuthenticationError') {
    return 'Signed out. Sign in again; the draft is kept.';
  }
  return `The preview did not come: ${error.message}`;
}
