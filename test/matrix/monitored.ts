// Three services that together measure all that can be measured, running beside
// their servers, after everything has happened once that is counted.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ResourceAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import { runService, type RunningService } from '../support/goService';
import { startNats } from '../support/nats';
import { startPostgres } from '../support/postgres';
import { startRedis } from '../support/redis';
import { waitUntil } from '../support/waiting';
import { compose, post } from './callingServices';
import { LoginProvider } from './loginProvider';

/** The services, by name. */
export const MONITORED = ['shop', 'sellers', 'edge'] as const;

type Name = (typeof MONITORED)[number];

const SELLER: ResourceAnswers = {
  name: 'seller',
  fields: [{ name: 'name', type: 'text', required: true }],
};

const OFFER: ResourceAnswers = {
  name: 'offer',
  fields: [
    { name: 'title', type: 'text', required: true },
    { name: 'seller', type: 'uuid', references: 'sellers.seller' },
  ],
};

/** What partitions are for. */
const READING: ResourceAnswers = {
  name: 'reading',
  fields: [{ name: 'size', type: 'integer' }],
};

/** Starts a saga of one step as often as the service starts. */
const EXTEND = `package service

import (
	"context"
	"time"

	"github.com/google/uuid"

	"example.com/acme/matrix/internal/platform/saga"
)

func (w *Wiring) extend(ctx context.Context) error {
	parcels, err := saga.Register(w.Sagas, saga.Definition[string]{
		Kind: "parcel", Timeout: time.Hour,
		Steps: []saga.Step[string]{
			{Name: "book", Do: func(context.Context, uuid.UUID, *string) error { return nil }},
		},
	})
	if err != nil {
		return err
	}
	_, err = parcels.Start(ctx, "one")
	return err
}
`;

/** Composes the services into folders of their names. */
export async function composeMonitored(folder: string): Promise<void> {
  await compose(folder, 'sellers', {
    goldenPath: 'go-grpc-service',
    resources: [SELLER],
  });
  await compose(folder, 'shop', {
    patterns: {
      'api-options': ['api-versions', 'watch'],
      rpc: ['grpc'],
      data: [
        ...['read-replicas', 'partitions', 'redis', 'cache-aside'],
        ...['outbox', 'inbox', 'projection', 'saga'],
      ],
      broker: ['nats'],
      calls: [
        ...['typed-clients', 'circuit-breaker'],
        ...['client-credentials', 'discovery'],
      ],
    },
    resources: [OFFER, READING],
    upstreams: [{ name: 'sellers', protocol: 'grpc', resources: [SELLER] }],
  });
  await writeFile(join(folder, 'shop/internal/service/extend.go'), EXTEND);
  await compose(folder, 'edge', {
    goldenPath: 'go-api-gateway',
    patterns: { security: ['authorization', 'jwt', 'oidc-login'] },
    upstreams: [{ name: 'sellers', protocol: 'grpc', resources: [SELLER] }],
  });
}

/** Runs composed services, and uses each. `undo` gets what stops them. */
export async function startMonitored(
  folder: string,
  undo: (step: () => Promise<unknown>) => void,
): Promise<Record<Name, RunningService>> {
  const start = async (
    name: Name,
    dsn: string | undefined,
    settings: Record<string, string> = {},
  ) => {
    const service = await runService(join(folder, name), name, dsn, settings);
    undo(() => service.stop());
    return service;
  };
  const postgres = await startPostgres();
  undo(() => postgres.stop());
  const standby = await postgres.startStandby();
  const nats = await startNats();
  undo(() => nats.stop());
  const redis = await startRedis();
  undo(() => redis.stop());
  const tokens = await startTokens();
  undo(tokens.stop);
  const provider = await LoginProvider.start(['edge']);
  undo(async () => provider.stop());

  const sellers = await start(
    'sellers',
    await postgres.createDatabase('sellers'),
  );
  const replica = new URL(standby.dsn);
  replica.pathname = '/shop';
  const shop = await start('shop', await postgres.createDatabase('shop'), {
    REPLICA_URLS: replica.href,
    REDIS_URL: redis.url,
    NATS_URL: nats.url,
    UPSTREAM_SELLERS_URL: sellers.grpcUrl,
    OAUTH_TOKEN_URL: tokens.url,
    OAUTH_CLIENT_ID: 'shop',
    OAUTH_CLIENT_SECRET: 'hunter2',
  });
  const edge = await start('edge', undefined, {
    UPSTREAM_SELLERS_URL: sellers.grpcUrl,
    AUTH_ISSUER: provider.url,
    AUTH_AUDIENCE: 'edge',
    LOGIN_PUBLIC_URL: 'https://shop.example',
    LOGIN_CLIENT_ID: 'edge',
    LOGIN_CLIENT_SECRET: 'hunter2',
    LOGIN_KEYS: randomBytes(32).toString('base64'),
  });
  await useShop(shop);
  await logIn(edge, provider.url);
  return { shop, sellers, edge };
}

/** A provider that gives tokens to whoever asks; the services here look at none. */
async function startTokens() {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' });
    const token = { access_token: 'a', token_type: 'Bearer', expires_in: 600 };
    response.end(JSON.stringify(token));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Asks for a seller that does not exist, stores an offer and reads it, and waits for its event. */
async function useShop(shop: RunningService): Promise<void> {
  const stored = async (body: object, status: number) => {
    const answer = await post(shop, 'offers', body);
    if (answer.status !== status) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  await stored({ title: 'Chair', seller: crypto.randomUUID() }, 409);
  const leave = watchOffers(shop);
  const { id } = await stored({ title: 'Table' }, 201);
  await waitUntil(
    'the offer is read',
    async () => (await fetch(`${shop.url}/api/v1/offers/${id}`)).ok,
    30_000,
  );
  const measured = [
    'cache_used 1',
    'inbox_messages_total{outcome="handled"} 1',
    'outbox_leads 1',
    'saga_steps_total{kind="parcel",outcome="done",step="book"} 1',
    'watches_told_total 1',
  ];
  await waitUntil(
    `the shop measures ${measured.join(', ')}`,
    async () => {
      const lines = (await measuresOf(shop)).split('\n');
      return (
        measured.every(line => lines.includes(line)) &&
        lines.some(line => /^postgres_replica_up\{.*\} 1$/.test(line))
      );
    },
    30_000,
  );
  leave();
}

/** Watches offers until the result is called. */
function watchOffers({ grpcUrl }: RunningService): () => void {
  const session = connect(grpcUrl);
  const stream = session.request({
    ':method': 'POST',
    ':path': '/shop.offer.v1.OfferService/WatchOffers',
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  // A message without a field.
  stream.resume().end(Buffer.alloc(5));
  return () => {
    stream.close();
    session.close();
  };
}

/** Logs Ann in as a browser would that has come over TLS. */
async function logIn(edge: RunningService, provider: string): Promise<void> {
  const begun = await fetch(`${edge.url}/login`, { redirect: 'manual' });
  const page = await fetch(begun.headers.get('location')!);
  const href = /href="([^"]+)"/.exec(await page.text())?.[1];
  if (!page.url.startsWith(provider) || !href) {
    throw new Error(`no login at ${page.url}`);
  }
  const { pathname, search } = new URL(href.replaceAll('&amp;', '&'));
  const cookie = begun.headers
    .getSetCookie()
    .map(each => each.split(';')[0])
    .join('; ');
  const entered = await fetch(`${edge.url}${pathname}${search}`, {
    headers: { cookie },
    redirect: 'manual',
  });
  if (entered.status !== 303) throw new Error(await entered.text());
}

/** What a service exposes to Prometheus. */
export async function measuresOf({
  adminUrl,
}: RunningService): Promise<string> {
  return (await fetch(`${adminUrl}/metrics`)).text();
}
