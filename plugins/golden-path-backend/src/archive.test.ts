import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  Composer,
  locatePack,
} from '@golden-path/backstage-plugin-golden-path-node';
import { gunzipSync } from 'node:zlib';
import request from 'supertest';
import { extract } from 'tar-stream';
import goldenPathPlugin from '.';

// The first composition waits for its thread, which reads TypeScript here.
jest.setTimeout(60_000);

const answers = {
  apiVersion: 'goldenpath.dev/v1',
  goldenPath: 'go-rest-service',
  service: {
    name: 'orders',
    owner: 'group:default/checkout',
    module: 'github.com/acme/orders',
  },
  resources: [{ name: 'order', fields: [{ name: 'number', type: 'text' }] }],
};

const permissions = mockServices.permissions.mock({
  authorizeConditional: async requests =>
    requests.map(() => ({ result: AuthorizeResult.ALLOW })) as never,
});

describe('the archive of what comes out', () => {
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  beforeAll(async () => {
    backend = await startTestBackend({
      features: [goldenPathPlugin, permissions.factory],
    });
  });
  afterAll(() => backend.stop());

  const download = (body: object) =>
    request(backend.server)
      .post('/api/golden-path/previews/archive')
      .send(body)
      .buffer()
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });

  it('holds every file with its content and mode, below one folder', async () => {
    const response = await download({ answers });
    expect(response.status).toBe(200);
    expect(response.headers['content-disposition']).toBe(
      'attachment; filename="orders.tar.gz"',
    );
    const composer = await Composer.load([locatePack()]);
    const { tree } = await composer.compose(answers);
    expect(await filesIn(response.body)).toEqual(
      tree.files.map(({ path, content, executable }) => ({
        name: `orders/${path}`,
        content,
        executable,
      })),
    );
  });

  it('has the same bytes for the same answers', async () => {
    const [first, second] = [
      await download({ answers }),
      await download({ answers }),
    ];
    expect(first.body.equals(second.body)).toBe(true);
  });

  it('is refused with the field and the mend when the answers are wrong', async () => {
    const service = { ...answers.service, name: '../evil' };
    const response = await download({ answers: { ...answers, service } });
    expect(response.status).toBe(400);
    expect(JSON.parse(response.body).error.message).toMatch(/service\.name/);
  });

  it('is refused to who is not signed in', async () => {
    const response = await request(backend.server)
      .post('/api/golden-path/previews/archive')
      .set('Authorization', mockCredentials.none.header())
      .send({ answers });
    expect(response.status).toBe(401);
  });
});

async function filesIn(archive: Buffer) {
  const files: { name: string; content: string; executable: boolean }[] = [];
  const reader = extract();
  reader.end(gunzipSync(archive));
  for await (const entry of reader) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    files.push({
      name: entry.header.name,
      content: Buffer.concat(chunks).toString('utf8'),
      executable: ((entry.header.mode ?? 0) & 0o100) !== 0,
    });
  }
  return files;
}
