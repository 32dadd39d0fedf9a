import type { TopologyProblem } from '@golden-path/backstage-plugin-topology-react';

const FORBIDDEN = 403;

function statusOf(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('statusCode' in error) return error.statusCode;
  return 'name' in error && error.name === 'NotAllowedError'
    ? FORBIDDEN
    : undefined;
}

/** What went wrong while the catalog was asked, as the view states it. */
export function problemOf(
  error: unknown,
  onRetry: () => void,
): TopologyProblem {
  if (statusOf(error) === FORBIDDEN) return { kind: 'forbidden' };
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'failed', message, onRetry };
}
