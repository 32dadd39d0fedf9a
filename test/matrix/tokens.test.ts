// Two composed services, one of which calls the other with tokens of a provider:
// the one that asks for them, and the one that takes them.
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import type { ResourceAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import { runService, type RunningService } from '../support/goService';
import { startPostgres, type Postgres } from '../support/postgres';
import { compose, post } from './callingServices';

const ISSUER = 'https://issuer.example';

const SELLER: ResourceAnswers = {
  name: 'seller',
  fields: [{ name: 'name', type: 'text', required: true }],
};

const OFFER: ResourceAnswers = {
  name: 'offer',
  fields: [
    {
      name: 'seller',
      type: 'uuid',
      required: true,
      references: 'sellers.seller',
    },
  ],
};

/** A request for a token: who asks, and for what. */
interface Asked {
  readonly authorization: string | undefined;
  readonly form: Record<string, string>;
}

/** A provider that knows the service offers, and signs what it is asked for. */
class Provider {
  readonly asked: Asked[] = [];
  /** For whom tokens are meant, whatever is asked for. */
  audience: string | undefined;
  secret = 'hunter2';
  readonly #keys = generateKeyPairSync('ed25519');
  readonly #server: Server = createServer(async (request, response) => {
    const send = (status: number, body: object) =>
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify(body));
    if (request.url === '/keys') {
      const key = this.#keys.publicKey.export({ format: 'jwk' });
      send(200, { keys: [{ ...key, kid: 'one', use: 'sig', alg: 'EdDSA' }] });
      return;
    }
    const form = Object.fromEntries(
      new URLSearchParams(await text(request)),
    ) as Asked['form'];
    const { authorization } = request.headers;
    this.asked.push({ authorization, form });
    const known = `Basic ${btoa(`offers:${this.secret}`)}`;
    if (authorization !== known || form.grant_type !== 'client_credentials') {
      send(401, { error: 'invalid_client' });
      return;
    }
    send(200, {
      access_token: this.token('offers', this.audience ?? form.audience!),
      token_type: 'Bearer',
      expires_in: 600,
    });
  });

  async start(): Promise<string> {
    await new Promise<void>(resolve =>
      this.#server.listen(0, '127.0.0.1', resolve),
    );
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  token(subject: string, audience: string): string {
    const part = (value: object) =>
      Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg: 'EdDSA', kid: 'one' })}.${part({
      iss: ISSUER,
      sub: subject,
      aud: audience,
      exp: Math.floor(Date.now() / 1000) + 600,
      scope: 'sellers:read sellers:write',
    })}`;
    const signature = sign(null, Buffer.from(signed), this.#keys.privateKey);
    return `${signed}.${signature.toString('base64url')}`;
  }
}

const provider = new Provider();
let postgres: Postgres;
let folder: string;
let secretFile: string;
let sellers: RunningService;
let offers: RunningService;
before(async () => {
  postgres = await startPostgres();
  folder = await mkdtemp(join(tmpdir(), 'golden-path-tokens-'));
  secretFile = join(folder, 'secret');
  await writeFile(secretFile, 'hunter2\n');
  const url = await provider.start();
  await compose(folder, 'sellers', {
    patterns: { security: ['authorization', 'jwt'] },
    resources: [SELLER],
  });
  await compose(folder, 'offers', {
    patterns: { calls: ['typed-clients', 'client-credentials'] },
    resources: [OFFER],
    upstreams: [{ name: 'sellers', resources: [SELLER] }],
  });
  sellers = await run('sellers', {
    AUTH_ISSUER: ISSUER,
    AUTH_AUDIENCE: 'sellers',
    AUTH_KEYS_URL: `${url}/keys`,
  });
  offers = await run('offers', {
    UPSTREAM_SELLERS_URL: sellers.url,
    OAUTH_TOKEN_URL: `${url}/token`,
    OAUTH_CLIENT_ID: 'offers',
    OAUTH_CLIENT_SECRET_FILE: secretFile,
  });
});
after(async () => {
  await offers?.stop();
  await sellers?.stop();
  await postgres?.stop();
  provider.stop();
  await rm(folder, { recursive: true, force: true });
});

async function run(name: string, settings: Record<string, string>) {
  const dsn = await postgres.createDatabase(name);
  return runService(join(folder, name), name, dsn, settings);
}

const offer = (seller: string) => post(offers, 'offers', { seller });

describe('a service that calls another with tokens', () => {
  let seller: string;
  before(async () => {
    const ann = { name: 'Ann' };
    assert.equal((await post(sellers, 'sellers', ann)).status, 401);
    const token = provider.token('someone', 'sellers');
    const stored = await post(sellers, 'sellers', ann, token);
    assert.equal(stored.status, 201);
    seller = stored.body.id;
  });

  it('asks once for a token that is meant for the other, and is let in', async () => {
    const stored = await Promise.all(
      Array.from({ length: 10 }, () => offer(seller)),
    );
    assert.deepEqual(
      new Set(stored.map(({ status }) => status)),
      new Set([201]),
    );
    assert.deepEqual(provider.asked, [
      {
        authorization: `Basic ${btoa('offers:hunter2')}`,
        form: { grant_type: 'client_credentials', audience: 'sellers' },
      },
    ]);
    const metrics = await (await fetch(`${offers.adminUrl}/metrics`)).text();
    assert.match(
      metrics,
      /upstream_token_requests_total\{result="ok",upstream="sellers"\} 1/,
    );
  });

  it('cannot be let in with a token for somebody else, and tries that once', async () => {
    await offers.stop();
    provider.asked.length = 0;
    provider.audience = 'partners';
    await offers.restart();
    const refused = await offer(seller);
    assert.equal(refused.status, 500, 'it is a defect, not one of the caller');
    assert.equal(refused.body.code, 'internal_error');
    assert.equal(provider.asked.length, 2);
    provider.audience = undefined;
    // The token that is kept is the wrong one, until the other refuses it.
    assert.equal((await offer(seller)).status, 201);
  });

  it('takes a new secret from its file', async () => {
    await offers.stop();
    await offers.restart();
    provider.secret = 'hunter3';
    assert.equal((await offer(seller)).status, 500);
    await writeFile(secretFile, 'hunter3');
    assert.equal((await offer(seller)).status, 201);
  });

  it('says that what it needs is away while the provider is', async () => {
    await offers.stop();
    await offers.restart();
    provider.stop();
    const { status, body } = await offer(seller);
    assert.equal(status, 503);
    assert.equal(body.code, 'upstream_unavailable');
    const list = await fetch(`${offers.url}/api/v1/offers`);
    assert.equal(list.status, 200);
  });
});
