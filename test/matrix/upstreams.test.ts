// Two composed services, one of which calls the other: what it refers to is
// looked up there, its client speaks with a real server, and it stands on its
// own while the other is away.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  goEnvironment,
  runService,
  type RunningService,
} from '../support/goService';
import { startPostgres, type Postgres } from '../support/postgres';
import { runOrThrow } from '../support/processes';
import { waitUntil } from '../support/waiting';
import { compose, OFFER, post, readiness, SELLERS } from './callingServices';

/** What the client of agreements does with the server that really runs. */
const CLIENT_TEST = `package sellersclient_test

import (
	"os"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/acme/matrix/internal/platform/calling"
	"example.com/acme/matrix/internal/platform/fault"
	"example.com/acme/matrix/internal/platform/httpclient"
	"example.com/acme/matrix/internal/upstream/sellersclient"
)

func TestTheRealService(t *testing.T) {
	connection, err := httpclient.New(httpclient.Options{
		Options: calling.Options{Name: "sellers", Timeout: 10 * time.Second, Attempts: 2, Concurrency: 2},
		URL:     os.Getenv("SELLERS_URL"), MaxBody: 1 << 20,
	})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, connection.Close()) })
	client, ctx := sellersclient.New(connection), t.Context()

	found, err := client.Sellers.List(ctx, httpclient.ListRequest{Filter: map[string]string{"name": "Ann"}})
	require.NoError(t, err)
	require.Len(t, found.Items, 1)
	seller := found.Items[0]
	assert.Equal(t, "Ann", seller.Name)
	assert.EqualValues(t, 1, seller.Version)

	signed := httpclient.Date{Time: time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)}
	input := sellersclient.AgreementInput{
		SellerID: seller.ID, Worth: new(decimal.RequireFromString("12.5")), SignedOn: signed,
		EndsAt: new(time.Date(2030, 1, 2, 3, 4, 5, 6000, time.UTC)), Tags: []string{"a", "b"},
	}
	stored, err := client.Agreements.Create(ctx, input)
	require.NoError(t, err)
	read, err := client.Agreements.Get(ctx, stored.ID)
	require.NoError(t, err)
	assert.Equal(t, stored, read)
	assert.Equal(t, "12.5", read.Worth.String())
	assert.Equal(t, signed, read.SignedOn)
	assert.Equal(t, *input.EndsAt, read.EndsAt.UTC())
	assert.Equal(t, "new", read.State, "its default")
	assert.Equal(t, input.Tags, read.Tags)
	assert.Empty(t, read.Pages)

	input.State, input.Worth, input.Pages = new("done"), nil, []int64{1, 2}
	changed, err := client.Agreements.Replace(ctx, stored.ID, stored.Version, input)
	require.NoError(t, err)
	assert.Equal(t, "done", changed.State)
	assert.Nil(t, changed.Worth)
	assert.Equal(t, []int64{1, 2}, changed.Pages)
	_, err = client.Agreements.Replace(ctx, stored.ID, stored.Version, input)
	assert.Equal(t, fault.Stale, fault.KindOf(err))

	_, err = client.Agreements.Create(ctx, sellersclient.AgreementInput{SellerID: uuid.New(), SignedOn: signed})
	assert.Equal(t, fault.Conflict, fault.KindOf(err))
	input.Worth = new(decimal.RequireFromString("-1"))
	_, err = client.Agreements.Create(ctx, input)
	assert.Equal(t, fault.Invalid, fault.KindOf(err))
	assert.ErrorContains(t, err, "/worth")

	first, err := client.Agreements.List(ctx, httpclient.ListRequest{Limit: 1})
	require.NoError(t, err)
	assert.Len(t, first.Items, 1)
	require.NoError(t, client.Agreements.Delete(ctx, stored.ID, changed.Version))
	_, err = client.Agreements.Get(ctx, stored.ID)
	assert.Equal(t, fault.NotFound, fault.KindOf(err))
}
`;

let postgres: Postgres;
let folder: string;
let sellers: RunningService;
let offers: RunningService;
before(async () => {
  postgres = await startPostgres();
  folder = await mkdtemp(join(tmpdir(), 'golden-path-upstreams-'));
  await compose(folder, 'sellers', { resources: SELLERS });
  await compose(folder, 'offers', {
    patterns: { calls: ['typed-clients', 'circuit-breaker', 'discovery'] },
    resources: [OFFER],
    upstreams: [
      {
        name: 'sellers',
        resources: SELLERS.map(resource => ({
          ...resource,
          writes: resource.name === 'agreement',
        })),
      },
    ],
  });
  sellers = await run('sellers');
  offers = await run('offers', {
    UPSTREAM_SELLERS_URL: sellers.url,
    CIRCUIT_ATTEMPTS: '10',
    CIRCUIT_PAUSE: '1s',
    CIRCUIT_WINDOW: '5s',
  });
});
after(async () => {
  await offers?.stop();
  await sellers?.stop();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function run(
  name: string,
  settings?: Record<string, string>,
): Promise<RunningService> {
  const dsn = await postgres.createDatabase(name);
  return runService(join(folder, name), name, dsn, settings);
}

describe('a service that calls another', () => {
  it('stores a reference to what is there, and refuses any other', async () => {
    const seller = await post(sellers, 'sellers', { name: 'Ann' });
    assert.equal(seller.response.status, 201);
    const { id } = seller.body;
    const offer = await post(offers, 'offers', { title: 'Chair', seller: id });
    assert.equal(offer.response.status, 201);
    assert.equal(offer.body.seller, id);

    const refused = await post(offers, 'offers', {
      title: 'Table',
      seller: id,
      agreement: id,
    });
    assert.equal(refused.response.status, 409);
    assert.equal(refused.body.code, 'missing_reference');
    assert.deepEqual(
      refused.body.errors.map(({ pointer }) => pointer),
      ['/agreement'],
    );
  });

  it('has a client that speaks as the other service does', async () => {
    const directory = join(folder, 'offers');
    await writeFile(
      join(directory, 'internal/upstream/sellersclient/real_test.go'),
      CLIENT_TEST,
    );
    await runOrThrow(
      'go',
      ['test', '-race', '-count=1', './internal/upstream/sellersclient'],
      {
        cwd: directory,
        env: goEnvironment({ SELLERS_URL: sellers.url }),
      },
    );
  });

  it('measures its calls', async () => {
    const metrics = await (await fetch(`${offers.adminUrl}/metrics`)).text();
    assert.match(
      metrics,
      /upstream_calls_total\{method="GET",result="ok",upstream="sellers"\} \d/,
    );
    assert.match(
      metrics,
      /upstream_calls_total\{method="GET",result="refused",upstream="sellers"\} 1/,
    );
    assert.match(
      metrics,
      /upstream_addresses\{state="serving",upstream="sellers"\} 1/,
    );
  });

  it('stays ready while the other is away, and says what it cannot do', async () => {
    await sellers.stop();
    const { response, body } = await post(offers, 'offers', {
      title: 'Lamp',
      seller: '018f0000-0000-7000-8000-000000000000',
    });
    assert.equal(response.status, 503);
    assert.equal(body.code, 'upstream_unavailable');
    assert.match(response.headers.get('retry-after') ?? '', /^\d+$/);

    const list = await fetch(`${offers.url}/api/v1/offers`);
    assert.equal(list.status, 200);
    // What was found a moment ago is told for a while.
    const seen: unknown[] = [];
    await waitUntil(
      'the check of the other service to fail',
      async () => {
        const { status, checks } = await readiness(offers);
        seen.push(status, checks.postgres);
        return /connection refused/.test(checks['upstream-sellers'] ?? '');
      },
      10_000,
    );
    assert.deepEqual(new Set(seen), new Set([200, 'ok']));
  });

  it('leaves the other alone while it is away, and finds out when it is back', async () => {
    const lamp = { title: 'Lamp', seller: randomUUID() };
    const seen = (text: string) => async () => {
      await post(offers, 'offers', lamp);
      const metrics = await fetch(`${offers.adminUrl}/metrics`);
      return (await metrics.text()).includes(text);
    };
    const state = (name: string) =>
      `upstream_circuit_state{state="${name}",upstream="sellers"} 1`;
    await waitUntil('the circuit to open', seen(state('open')), 30_000);
    const { response, body } = await post(offers, 'offers', lamp);
    assert.equal(response.status, 503);
    assert.equal(body.code, 'upstream_unavailable');
    assert.match(response.headers.get('retry-after') ?? '', /^[1-9]\d*$/);
    const ready = await fetch(`${offers.adminUrl}/readyz`);
    assert.equal(ready.status, 200);

    await sellers.restart();
    await waitUntil('the circuit to close', seen(state('closed')), 30_000);
    const { body: refused } = await post(offers, 'offers', lamp);
    assert.equal(refused.code, 'missing_reference');
  });
});
