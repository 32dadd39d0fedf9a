import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigReader } from '@backstage/config';
import { readCallQueries } from './callQueries';
import { prometheusProvider } from './prometheus';

const series = (value: number, labels: object) => ({
  metric: labels,
  value: [0, String(value)],
});

/** What the server answers to queries that hold these words. */
const ANSWERS: Record<string, object[]> = {
  requests: [
    series(4, { client: 'web', server: 'orders' }),
    series(0, { client: 'web', server: 'idle' }),
  ],
  errors: [series(1, { client: 'web', server: 'orders' })],
  seconds: [series(NaN, { client: 'web', server: 'orders' })],
  nameless: [series(1, { client: 'web' })],
  twice: [
    series(1, { client: 'web', server: 'orders', code: '200' }),
    series(1, { client: 'web', server: 'orders', code: '500' }),
  ],
};

describe('calls out of the metrics of a Prometheus', () => {
  const asked: URL[] = [];
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const address = new URL(request.url ?? '', 'http://prometheus');
      asked.push(address);
      const query = address.searchParams.get('query') ?? '';
      const word = Object.keys(ANSWERS).find(each => query.includes(each));
      const result = ANSWERS[word ?? ''] ?? [];
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data: { resultType: 'vector', result } }));
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise(done => server.close(done)));

  const to = new Date('2026-11-20T12:00:00Z');
  const window = { from: new Date(to.getTime() - 90_000), to };
  const observe = (calls?: object[]) =>
    prometheusProvider({
      ...{ id: 'metrics', url },
      calls: readCallQueries(new ConfigReader(calls ? { calls } : {})),
    }).observe(window, { signal: new AbortController().signal });

  it('come with what their queries tell, over the time that is looked at', async () => {
    const calls = await observe([
      { protocol: 'http', rate: 'rate(requests[$window])' },
      {
        rate: 'rate(requests[$window])',
        failed: 'rate(errors[$window])',
        p95: 'quantile(seconds[$window])',
      },
    ]);
    const ends = { client: 'web', server: 'orders', rate: 4 };
    expect(calls).toEqual([
      { ...ends, protocol: 'http' },
      { ...ends, errorShare: 0.25 },
    ]);
    expect(asked.map(({ searchParams }) => searchParams.get('query'))).toEqual(
      expect.arrayContaining(['rate(requests[90s])', 'rate(errors[90s])']),
    );
    asked.length = 0;
    await observe();
    expect(asked[0]!.searchParams.get('query')).toContain('service_graph');
  });

  it.each([
    ['nameless', "no label 'server'"],
    ['twice', 'two series for calls of web to orders'],
  ])('are refused where %s', async (metric, problem) => {
    const calls = [{ rate: `rate(${metric}[$window])` }];
    await expect(observe(calls)).rejects.toThrow(problem);
  });

  it.each([
    [[{ rate: 'rate(requests[5m])' }], "'calls.0.rate': does not look at"],
    [[{ rates: 'rate(requests[$window])' }], "'calls.0.rate'"],
    [[{ rate: 'r[$window]', protocol: 'soap' }], "'calls.0.protocol'"],
    [[], "'calls'"],
  ])('are not configured by %j', (calls, problem) => {
    const config = new ConfigReader({ calls });
    expect(() => readCallQueries(config)).toThrow(problem);
  });
});
