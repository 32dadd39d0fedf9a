import { readCatalogue } from '../__testUtils__/catalogue';
import { validAnswers } from '../__testUtils__/answers';
import { GoldenPathClient } from './GoldenPathClient';

const catalogue = readCatalogue();
const discovery = { getBaseUrl: async () => 'http://portal/api/golden-path' };
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status });

function client(...responses: Response[]) {
  const fetch = jest.fn(async (_url: unknown, _init?: RequestInit) => {
    const response = responses.shift();
    if (!response) throw new Error('nothing more was expected');
    return response;
  });
  return { fetch, client: new GoldenPathClient(discovery, { fetch }) };
}

describe('the client', () => {
  it('asks for the catalogues once', async () => {
    const { client: it, fetch } = client(json({ items: [catalogue] }));
    await it.catalogueOf('go-rest-service');
    expect(await it.catalogueOf('go-rest-service')).toEqual(catalogue);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('names the golden paths there are when one is missing', async () => {
    const { client: it } = client(json({ items: [catalogue] }));
    await expect(it.catalogueOf('go-worker')).rejects.toThrow(
      /no golden path 'go-worker', only .*go-rest-service/,
    );
  });

  it('asks again after a failure, and says what failed', async () => {
    const { client: it } = client(
      json({ error: { name: 'Error', message: 'away' } }, 503),
      json({ items: [catalogue] }),
    );
    await expect(it.catalogueOf('go-rest-service')).rejects.toThrow(/away/);
    await expect(it.catalogueOf('go-rest-service')).resolves.toBeDefined();
  });

  it('hands answers and signal on', async () => {
    const { client: it, fetch } = client(json({ groups: [], problems: [] }));
    const { signal } = new AbortController();
    await it.preview(validAnswers(), signal);
    const [url, init] = fetch.mock.calls[0]!;
    expect(url).toBe('http://portal/api/golden-path/previews');
    expect(init?.signal).toBe(signal);
    expect(JSON.parse(String(init?.body))).toEqual({ answers: validAnswers() });
  });
});
