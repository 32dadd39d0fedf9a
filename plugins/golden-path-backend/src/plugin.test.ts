import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  Answers,
  PreviewFileResponse,
  PreviewResponse,
} from '@golden-path/backstage-plugin-golden-path-common';
import request from 'supertest';
import goldenPathPlugin from '.';

// The first composition waits for its thread, which reads TypeScript here.
jest.setTimeout(60_000);

const answers: Answers = {
  apiVersion: 'goldenpath.dev/v1',
  goldenPath: 'go-rest-service',
  service: {
    name: 'orders',
    owner: 'group:default/checkout',
    system: 'shop',
    module: 'github.com/acme/orders',
  },
  resources: [{ name: 'order', fields: [{ name: 'number', type: 'text' }] }],
};

async function startPlugin(result: AuthorizeResult = AuthorizeResult.ALLOW) {
  const permissions = mockServices.permissions.mock({
    authorizeConditional: async requests =>
      requests.map(() => ({ result })) as never,
  });
  const backend = await startTestBackend({
    features: [goldenPathPlugin, permissions.factory],
  });
  return { api: request(backend.server), stop: () => backend.stop() };
}

describe('golden-path backend', () => {
  let portal: Awaited<ReturnType<typeof startPlugin>>;
  beforeAll(async () => {
    portal = await startPlugin();
  });
  afterAll(() => portal.stop());

  const preview = async (body: object) => {
    const response = await portal.api
      .post('/api/golden-path/previews')
      .send(body);
    expect(response.status).toBe(200);
    return response.body as PreviewResponse;
  };

  it('lists golden paths and patterns', async () => {
    const response = await portal.api.get('/api/golden-path/catalogues');
    expect(response.status).toBe(200);
    const [catalogue] = response.body.items;
    expect(catalogue.goldenPaths.map(({ id }: { id: string }) => id)).toContain(
      'go-rest-service',
    );
    expect(catalogue.patterns.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining(['chi', 'net-http', 'goose']),
    );
  });

  it('previews files, entities and topology of valid answers', async () => {
    const { problems, preview: result } = await preview({ answers });
    expect(problems).toEqual([]);
    expect(result?.files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['go.mod', 'cmd/orders/main.go', 'README.md']),
    );
    expect(
      result?.entities.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
    ).toEqual(expect.arrayContaining(['Component orders', 'API orders-api']));
    expect(result?.topology.edges.length).toBeGreaterThan(0);
  });

  it('gives the same hash for the same answers', async () => {
    const [first, second] = [
      await preview({ answers }),
      await preview({ answers: { ...answers, patterns: { router: 'chi' } } }),
    ];
    expect(first.preview?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(second.preview?.hash).toBe(first.preview?.hash);
  });

  it('compresses a preview for those who can read that, once', async () => {
    const post = (encoding: string) =>
      portal.api
        .post('/api/golden-path/previews')
        .set('Accept-Encoding', encoding)
        .send({ answers });
    const zipped = await post('gzip, deflate');
    expect(zipped.headers['content-encoding']).toBe('gzip');
    const plain = await post('identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    for (const { body, headers } of [zipped, plain]) {
      expect(headers['content-type']).toMatch(/^application\/json/);
      expect(headers.vary).toMatch(/accept-encoding/i);
      expect(body).toEqual(zipped.body);
      expect(body.preview.hash).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('gives the content of a file, and says which is not there', async () => {
    const post = (path: string) =>
      portal.api.post('/api/golden-path/previews/file').send({ answers, path });
    const found = (await post('go.mod')).body as PreviewFileResponse;
    expect(found.content).toMatch(/^module github\.com\/acme\/orders\n/);
    expect(found.size).toBe(Buffer.byteLength(found.content));
    const missing = await post('../../etc/passwd');
    expect(missing.status).toBe(404);
    expect(missing.body.error.message).toMatch(/no file '\.\.\/\.\.\/etc/);
  });

  it.each([
    [{ ...answers, goldenPath: 'nowhere' }, ['goldenPath']],
    [{ ...answers, resources: undefined }, ['resources']],
    [
      { ...answers, service: { ...answers.service, name: '../evil' } },
      ['service', 'name'],
    ],
    ['text', []],
    [null, []],
  ])('says what is wrong with answers, case %#', async (wrong, path) => {
    const { problems, preview: result } = await preview({ answers: wrong });
    expect(result).toBeUndefined();
    expect(problems.map(problem => problem.path)).toContainEqual(path);
    expect(problems.every(({ advice }) => advice.length > 0)).toBe(true);
  });

  it('refuses a body of another shape', async () => {
    const response = await portal.api
      .post('/api/golden-path/previews')
      .send({ answers, more: 1 });
    expect(response.status).toBe(400);
    expect(response.body.error.message).toMatch(/more/);
  });

  it('refuses who is not signed in', async () => {
    const response = await portal.api
      .get('/api/golden-path/catalogues')
      .set('Authorization', mockCredentials.none.header());
    expect(response.status).toBe(401);
  });

  it('refuses who lacks the permission, and names it', async () => {
    const { api, stop } = await startPlugin(AuthorizeResult.DENY);
    try {
      const response = await api
        .post('/api/golden-path/previews')
        .send({ answers });
      expect(response.status).toBe(403);
      expect(response.body.error.message).toMatch(/'golden-path\.choose'/);
    } finally {
      await stop();
    }
  });
});
