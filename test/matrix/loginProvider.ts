import {
  createHash,
  generateKeyPairSync,
  randomUUID,
  sign,
  type KeyObject,
} from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const LONG = 600;

/** What this provider and its client have agreed on. */
const CLIENT = { id: 'edge', secret: 'hunter2' };

/**
 * An OpenID Connect provider with a page on which Ann logs in by a click. A code,
 * and a refresh token, are good once.
 */
export class LoginProvider {
  /** The seconds that the next access token lives; those after it live long. */
  life = LONG;
  /** Times that a session was renewed. */
  renewed = 0;
  readonly revoked: string[] = [];
  /** The scopes that Ann gets. */
  scope = '';
  readonly #codes = new Map<string, URLSearchParams>();
  readonly #renewals = new Set<string>();
  readonly #key: KeyObject;
  readonly #jwk: object;
  readonly #server: Server;
  #url = '';

  private constructor(private readonly audience: readonly string[]) {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.#key = privateKey;
    this.#jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'one' };
    this.#server = createServer((request, response) => {
      this.answer(request, response).catch(error => response.destroy(error));
    });
  }

  /** Starts one whose access tokens are for the audience. */
  static async start(audience: readonly string[]): Promise<LoginProvider> {
    const provider = new LoginProvider(audience);
    provider.#server.listen(0, 'localhost');
    await once(provider.#server, 'listening');
    const { port } = provider.#server.address() as AddressInfo;
    provider.#url = `http://localhost:${port}`;
    return provider;
  }

  /** Its address, which is its name as an issuer. */
  get url(): string {
    return this.#url;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  private async answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url!, this.#url);
    switch (pathname) {
      case '/.well-known/openid-configuration':
        return json(response, 200, {
          issuer: this.#url,
          jwks_uri: `${this.#url}/keys`,
          authorization_endpoint: `${this.#url}/authorize`,
          token_endpoint: `${this.#url}/token`,
          revocation_endpoint: `${this.#url}/revoke`,
          end_session_endpoint: `${this.#url}/logout`,
          authorization_response_iss_parameter_supported: true,
        });
      case '/keys':
        return json(response, 200, { keys: [this.#jwk] });
      case '/authorize':
        return page(
          response,
          `<a href="${this.back(searchParams)}">Log in as Ann</a>`,
        );
      case '/logout':
        return page(
          response,
          `<a href="${searchParams.get(
            'post_logout_redirect_uri',
          )}">Logged out</a>`,
        );
      case '/token':
      case '/revoke': {
        const form = new URLSearchParams(await text(request));
        const known = `Basic ${btoa(`${CLIENT.id}:${CLIENT.secret}`)}`;
        if (request.headers.authorization !== known) {
          return json(response, 401, { error: 'invalid_client' });
        }
        return pathname === '/token'
          ? this.token(form, response)
          : this.revoke(form, response);
      }
      default:
        return response.writeHead(404).end();
    }
  }

  /** Where a browser goes once Ann is known. */
  private back(asked: URLSearchParams): string {
    const code = randomUUID();
    this.#codes.set(code, asked);
    const back = new URLSearchParams({
      code,
      state: asked.get('state') ?? '',
      iss: this.#url,
    });
    return `${asked.get('redirect_uri')}?${back}`.replaceAll('&', '&amp;');
  }

  private token(form: URLSearchParams, response: ServerResponse) {
    const login = this.#codes.get(form.get('code') ?? '');
    this.#codes.delete(form.get('code') ?? '');
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const proven =
      login?.get('code_challenge_method') === 'S256' &&
      login.get('code_challenge') === verifier &&
      login.get('redirect_uri') === form.get('redirect_uri');
    const renews = this.#renewals.delete(form.get('refresh_token') ?? '');
    if (!proven && !renews) {
      return json(response, 400, { error: 'invalid_grant' });
    }
    if (renews) this.renewed++;
    const renewal = randomUUID();
    const life = this.life;
    this.life = LONG;
    this.#renewals.add(renewal);
    return json(response, 200, {
      access_token: this.signed({ aud: this.audience, scope: this.scope }),
      id_token: this.signed({
        aud: CLIENT.id,
        nonce: login?.get('nonce') ?? undefined,
        name: 'Ann',
      }),
      refresh_token: renewal,
      token_type: 'Bearer',
      expires_in: life,
    });
  }

  private revoke(form: URLSearchParams, response: ServerResponse) {
    const token = form.get('token') ?? '';
    if (this.#renewals.delete(token)) this.revoked.push(token);
    return response.writeHead(200).end();
  }

  private signed(claims: object): string {
    const part = (value: object) =>
      Buffer.from(JSON.stringify(value)).toString('base64url');
    const exp = Math.floor(Date.now() / 1000) + LONG;
    const body = { iss: this.#url, sub: 'ann', exp, ...claims };
    const start = `${part({ alg: 'EdDSA', kid: 'one' })}.${part(body)}`;
    const signature = sign(null, Buffer.from(start), this.#key);
    return `${start}.${signature.toString('base64url')}`;
  }
}

function json(response: ServerResponse, status: number, body: object) {
  return response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify(body));
}

function page(response: ServerResponse, body: string) {
  return response
    .writeHead(200, { 'content-type': 'text/html' })
    .end(`<!doctype html><title>Provider</title>${body}`);
}
