// A composed gateway before a composed service, and before one of the test's own
// that tells what reaches it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  Answers,
  ResourceAnswers,
  UpstreamAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import {
  buildService,
  startService,
  type RunningService,
} from '../../support/goService';
import { startPostgres, type Postgres } from '../../support/postgres';
import { compose } from '../callingServices';
import { startTokenIssuer, type TokenIssuer } from '../tokenIssuer';

const ORDERS: ResourceAnswers[] = [
  {
    name: 'customer',
    fields: [{ name: 'email', type: 'text', required: true, unique: true }],
  },
  {
    name: 'order',
    fields: [
      {
        name: 'customer',
        type: 'reference',
        resource: 'customer',
        required: true,
      },
    ],
  },
  { name: 'secret', fields: [{ name: 'text', type: 'text', required: true }] },
];

const UPSTREAMS: UpstreamAnswers[] = [
  {
    name: 'orders',
    resources: ORDERS.slice(0, 2).map(resource => ({
      ...resource,
      writes: resource.name === 'customer',
    })),
  },
  {
    name: 'parcels',
    resources: [
      {
        name: 'parcel',
        writes: true,
        includes: [{ field: 'customer', resource: 'orders.customer' }],
        fields: [
          { name: 'label', type: 'text' },
          { name: 'customer', type: 'uuid' },
        ],
      },
    ],
  },
];

/** How often a caller may ask at once; what comes after that waits for minutes. */
export const BURST = 12;
/** The site whose pages may read answers of the gateway. */
export const SITE = 'https://shop.example';
/** The times that the gateway gives a request, and the client for its answer. */
const REQUEST_TIMEOUT_MS = 4000;
const WRITE_TIMEOUT_MS = 5000;
/** The most bytes of a body. */
export const MAX_BODY = 64 << 10;
/** The id of nothing. */
export const NOBODY = '0190b5d2-7b1a-7c3e-9f00-3d1b2c4e5f60';
const ALL = [
  'customers:read',
  'customers:write',
  'orders:read',
  'parcels:read',
  'parcels:write',
].join(' ');

/** A request that reached the service of the test's own. */
interface Reached {
  readonly method?: string;
  readonly url?: string;
  readonly headers: IncomingHttpHeaders;
}

const noContent: RequestListener = (_, answer) => answer.writeHead(204).end();

/** The gateway, and what is behind it. */
export class Edge {
  gateway!: RunningService;
  orders!: RunningService;
  /** The service of the test's own. */
  readonly parcels = createServer((asked, answer) => {
    const { method, url, headers } = asked;
    this.reached.push({ method, url, headers });
    this.parcelsDo(asked, answer);
  });
  /** What that does, and what reached it. */
  parcelsDo: RequestListener = noContent;
  reached: Reached[] = [];

  private folder!: string;
  private postgres?: Postgres;
  private issuer!: TokenIssuer;

  /** Composes, builds and starts all of it. */
  async start(): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), 'golden-path-gateway-'));
    this.postgres = await startPostgres();
    this.issuer = await startTokenIssuer('edge');
    this.parcels.listen(0, '127.0.0.1');
    await once(this.parcels, 'listening');
    this.orders = await startService(
      await this.composed('orders', { resources: ORDERS }),
      await this.postgres.createDatabase('orders'),
      { CORS_ORIGINS: '*' },
    );
    const binary = await this.composed('edge', {
      goldenPath: 'go-api-gateway',
      patterns: { security: ['authorization', 'jwt', 'rate-limit'] },
      upstreams: UPSTREAMS,
    });
    this.gateway = await startService(binary, undefined, {
      CORS_ORIGINS: SITE,
      HTTP_MAX_BODY: String(MAX_BODY),
      HTTP_REQUEST_TIMEOUT: `${REQUEST_TIMEOUT_MS}ms`,
      HTTP_WRITE_TIMEOUT: `${WRITE_TIMEOUT_MS}ms`,
      UPSTREAM_ORDERS_URL: this.orders.url,
      UPSTREAM_PARCELS_URL: this.parcelsUrl,
      UPSTREAM_PARCELS_TIMEOUT: '2s',
      UPSTREAM_PARCELS_CONCURRENCY: '1',
      ...this.issuer.settings,
      RATE_LIMIT_BURST: String(BURST),
      RATE_LIMIT_PER_SECOND: '0.01',
      HEALTH_MAX_AGE: '1ms',
    });
  }

  /** Stops what has started; fails if anything was cut off, or a race was found. */
  async stop(): Promise<void> {
    const codes = [await this.gateway?.stop(), await this.orders?.stop()];
    this.parcels.closeAllConnections();
    this.parcels.close();
    this.issuer?.stop();
    await this.postgres?.stop();
    await rm(this.folder, { recursive: true, force: true });
    assert.deepEqual(
      codes,
      [0, 0],
      'nothing was cut off, and no race was found',
    );
  }

  /** Makes the service of the test's own what it was before anything was asked. */
  forget(): void {
    this.reached = [];
    this.parcelsDo = noContent;
  }

  get parcelsUrl(): string {
    const { port } = this.parcels.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** The header of a caller with scopes; each caller has limits of its own. */
  caller(subject: string, scope = ALL): Record<string, string> {
    return this.issuer.caller(subject, scope);
  }

  /** Asks the gateway. */
  send(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: object,
  ): Promise<Response> {
    return fetch(`${this.gateway.url}/api/v1/${path}`, {
      method,
      headers: {
        ...headers,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  }

  private async composed(
    name: string,
    rest: Partial<Answers>,
  ): Promise<string> {
    await compose(this.folder, name, rest);
    // One that has found a race ends with another code than 0.
    return buildService(join(this.folder, name), name, ['-race']);
  }
}

/** Checks that an answer is a problem document of the gateway or of a service, with no address of one. */
export async function refused(answer: Response, status: number, code: string) {
  const document = (await answer.json()) as Record<string, unknown>;
  assert.equal(answer.status, status, JSON.stringify(document));
  assert.match(answer.headers.get('content-type')!, /^application\/problem/);
  assert.equal(document.code, code);
  assert.equal(document.request_id, answer.headers.get('x-request-id'));
  assert.doesNotMatch(JSON.stringify(document), /127\.0\.0\.1/);
}
