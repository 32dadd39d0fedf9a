import { assertLoopback, isLoopbackHostname } from './loopback';

const local = { socket: { remoteAddress: '127.0.0.1' } };

describe('requests that are served', () => {
  it.each(['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1'])(
    'come from %s',
    remoteAddress =>
      expect(() =>
        assertLoopback({
          socket: { remoteAddress },
          headers: { host: 'localhost:7007' },
        }),
      ).not.toThrow(),
  );

  it.each(['localhost', 'LOCALHOST:7007', '127.0.0.1:7007', '[::1]:7007'])(
    'are for the host %s',
    host =>
      expect(() =>
        assertLoopback({ ...local, headers: { host } }),
      ).not.toThrow(),
  );

  it('may pass a proxy on this machine', () => {
    const headers = { host: 'localhost', 'x-forwarded-for': '::1, 127.0.0.1' };
    expect(() => assertLoopback({ ...local, headers })).not.toThrow();
  });
});

describe('requests that are refused', () => {
  it.each([
    '192.168.1.7',
    '10.0.0.1',
    '::ffff:10.0.0.1',
    'fe80::1',
    '127.0.0.1.example.com',
    undefined,
  ])('come from %s', remoteAddress =>
    expect(() =>
      assertLoopback({
        socket: { remoteAddress },
        headers: { host: 'localhost:7007' },
      }),
    ).toThrow(/only requests of the machine/),
  );

  it.each([
    { 'x-forwarded-for': '203.0.113.9' },
    { 'x-forwarded-for': '127.0.0.1, 203.0.113.9' },
    { forwarded: 'for=203.0.113.9' },
  ])('were forwarded with %j', forwarding =>
    expect(() =>
      assertLoopback({
        ...local,
        headers: { host: 'localhost', ...forwarding },
      }),
    ).toThrow(/only requests of the machine/),
  );

  it.each([
    'evil.example:7007',
    'localhost.evil.example',
    '192.168.1.7:7007',
    'localhost@evil.example',
    'a b',
    '',
    undefined,
  ])('are for the host %s', host =>
    expect(() => assertLoopback({ ...local, headers: { host } })).toThrow(
      /only to the names/,
    ),
  );
});

describe('hosts of a URL', () => {
  it.each(['localhost', '127.0.0.1', '[::1]'])('%s is this machine', host =>
    expect(isLoopbackHostname(host)).toBe(true),
  );

  it.each(['portal.example.com', '0.0.0.0', '192.168.1.7', '[fe80::1]'])(
    '%s is another',
    host => expect(isLoopbackHostname(host)).toBe(false),
  );
});
