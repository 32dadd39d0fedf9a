import type { RouterRequest } from './request';
import { LIST, once, written } from './written';

/** The port of probes has a router, too. */
export const probes: RouterRequest[] = (
  [
    ['GET', '/livez', { status: 200, body: '{"status":"ok","checks":{}}\n' }],
    ['GET', '/livez/', { status: 404 }],
    ['GET', '//livez', { status: 404 }],
    ['GET', '/live%7A', { status: 200, body: '{"status":"ok","checks":{}}\n' }],
    ['GET', '/%2e/livez', { status: 404 }],
    ['GET', '/readyz', { status: 200, body: /"postgres":"ok"/ }],
    ['POST', '/livez', { status: 405, headers: { allow: 'GET, HEAD' } }],
    ['GET', LIST, { status: 404 }],
    ['GET', '/loglevel', { status: 200, body: /info/i }],
    [
      'DELETE',
      '/loglevel',
      { status: 405, headers: { allow: 'GET, HEAD, PUT' } },
    ],
  ] as const
).map(([method, target, answer]) => ({
  ...once(`${method} ${target} of probes`, written(`${method} ${target}`), {
    ...answer,
    bare: true,
  }),
  isForAdmin: true,
}));
