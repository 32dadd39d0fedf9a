// What a service is asked, and what it has to answer.
import type { WireAnswer } from '../../support/wire';

/** The most bytes of a body. */
export const MAX_BODY = 4096;
/** The times in which a client has to send a header, and a whole request. */
export const HEADER_TIMEOUT_MS = 3000;
export const READ_TIMEOUT_MS = 4000;
/** The site whose pages may read answers. */
export const ORIGIN = 'https://shop.example';
/** The id that requests have. */
export const REQUEST_ID = 'conformance-1';

/** What answers said before: ids and places in lists. */
export type Known = Readonly<Record<string, string>>;

/** What has to come back. */
export interface Expected {
  readonly status: number;
  /** The code of the problem document; every failure of the service has one. */
  readonly code?: string;
  /** Headers by names in lower case; null for one that must not come. */
  readonly headers?: Readonly<Record<string, string | RegExp | null>>;
  /** A pattern of the body, or all of it. */
  readonly body?: RegExp | string;
  /** The server itself answers, before any handler: no headers of the service come. */
  readonly bare?: boolean;
}

/** One exchange, or several over one connection. */
export interface RouterRequest {
  readonly what: string;
  /** What is sent; parts are sent `pauseMs` apart. */
  readonly send: (known: Known) => string | readonly string[];
  readonly pauseMs?: number;
  /** Sent to the port of probes instead of the API. */
  readonly isForAdmin?: boolean;
  /** What comes back, one for each answer; the server just closes if there is none. */
  readonly answers: readonly Expected[];
  /** Values of the last answer that later requests need. */
  readonly keep?: Readonly<Record<string, (answer: WireAnswer) => string>>;
}
