// What a service of customers is asked, whichever router it has, and what it has
// to answer. Requests are written as they go over the wire.
import type { RouterRequest } from './request';
import { bodies } from './bodies';
import { everywhere } from './everywhere';
import { expectations } from './expectations';
import { framing } from './framing';
import { life } from './life';
import { origins } from './origins';
import { probes } from './probes';
import { queries } from './queries';
import { SLOW_REQUESTS } from './slow';

export * from './request';
export { SLOW_REQUESTS };

/** Every request, in order: later ones know what earlier ones made. */
export const ROUTER_REQUESTS: Readonly<
  Record<string, readonly RouterRequest[]>
> = {
  'serves a life': life,
  'answers every method everywhere': everywhere,
  'reads queries': queries,
  'bounds and reads bodies': bodies,
  'asks for bodies, or does not': expectations,
  'takes requests apart': framing,
  'lets pages of one site read': origins,
  'waits so long, and no longer': SLOW_REQUESTS,
  'has probes': probes,
};
