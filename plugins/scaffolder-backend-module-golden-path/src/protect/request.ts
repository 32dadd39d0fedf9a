import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';

/** What is asked of a host. */
export interface ProtectRequest {
  /** What the host calls the repository, such as `acme/orders`. */
  readonly path: string;
  readonly branch: string;
  readonly approvals: number;
  readonly codeOwners: boolean;
  readonly checks: readonly string[];
  readonly logger: LoggerService;
  readonly signal?: AbortSignal;
}

/** Calls of one host's REST API. */
export interface HostApi {
  /** The status of the answer, and its body if that is JSON. */
  call(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; body: unknown }>;
}

/** The API at a base URL, with the headers that authorize. */
export function hostApi(
  base: string,
  headers: Record<string, string> | undefined,
  signal: AbortSignal | undefined,
): HostApi {
  return {
    async call(method, path, body) {
      const response = await fetch(`${base.replace(/\/+$/, '')}${path}`, {
        method,
        headers: { ...headers, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
        ...(signal && { signal }),
      });
      const text = await response.text();
      return { status: response.status, body: jsonOf(text) };
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The body of an answer that went well. @throws ConflictError that says what is done and what is not */
export function done(
  what: string,
  { path, branch }: ProtectRequest,
  answer: { status: number; body: unknown },
): unknown {
  if (answer.status < 300) return answer.body;
  throw new ConflictError(
    `${path} is made and stays as it is, but ${branch} is not protected: the host answered ${answer.status} to ${what}. See that it has branch protection and that the portal's credentials may administer the repository, then retry, or protect ${branch} by hand`,
  );
}
