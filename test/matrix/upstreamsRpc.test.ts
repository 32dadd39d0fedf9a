// Two composed services, one of which calls the other over gRPC, built with the race
// detector: what it refers to is looked up there, its client speaks with a real server,
// and a server that dies under load costs no more than the calls of that moment.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  buildService,
  goEnvironment,
  startService,
  type RunningService,
} from '../support/goService';
import { startPostgres, type Postgres } from '../support/postgres';
import { runOrThrow } from '../support/processes';
import { waitUntil } from '../support/waiting';
import { compose, OFFER, post, SELLERS } from './callingServices';

/** What the client of agreements does with the server that really runs. */
const CLIENT_TEST = `package sellersclient_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	agreementv1 "example.com/acme/matrix/gen/sellers/agreement/v1"
	sellerv1 "example.com/acme/matrix/gen/sellers/seller/v1"
	"example.com/acme/matrix/internal/platform/calling"
	"example.com/acme/matrix/internal/platform/fault"
	"example.com/acme/matrix/internal/platform/grpcclient"
	"example.com/acme/matrix/internal/upstream/sellersclient"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestTheRealService(t *testing.T) {
	connection, err := grpcclient.New(grpcclient.Options{
		Options: calling.Options{Name: "sellers", Timeout: 10 * time.Second, Attempts: 2, Concurrency: 2},
		URL:     os.Getenv("SELLERS_URL"), MaxMessage: 1 << 20,
	})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, connection.Close()) })
	client, ctx := sellersclient.New(connection), t.Context()

	made, err := client.Sellers.Create(ctx, &sellerv1.SellerInput{Name: "Ann"})
	require.NoError(t, err)
	t.Logf("seller %s", made.GetId())
	_, err = client.Sellers.Create(ctx, &sellerv1.SellerInput{Name: "Ann"})
	assert.Equal(t, fault.Conflict, fault.KindOf(err), "the name is taken")
	found, err := client.Sellers.List(ctx, &sellerv1.ListSellersRequest{Filter: &sellerv1.SellerFilter{Name: proto.String("Ann")}})
	require.NoError(t, err)
	require.Len(t, found.GetItems(), 1)
	seller := found.GetItems()[0]
	assert.Equal(t, "Ann", seller.GetName())
	assert.EqualValues(t, 1, seller.GetVersion())

	input := &agreementv1.AgreementInput{
		SellerId: seller.GetId(), Worth: proto.String("12.50"), SignedOn: "2024-02-29",
		EndsAt: timestamppb.New(time.Date(2030, 1, 2, 3, 4, 5, 6000, time.UTC)), Tags: []string{"a", "b"},
	}
	stored, err := client.Agreements.Create(ctx, input)
	require.NoError(t, err)
	id := uuid.MustParse(stored.GetId())
	read, err := client.Agreements.Get(ctx, id)
	require.NoError(t, err)
	assert.True(t, proto.Equal(stored, read), "%v and %v", stored, read)
	assert.Equal(t, input.GetWorth(), read.GetWorth())
	assert.Equal(t, input.GetSignedOn(), read.GetSignedOn())
	assert.Equal(t, input.GetTags(), read.GetTags())
	assert.Equal(t, agreementv1.Agreement_STATE_NEW, read.GetState(), "its default")
	of, err := client.Agreements.List(ctx, &agreementv1.ListAgreementsRequest{
		PageSize: 1, Filter: &agreementv1.AgreementFilter{SellerId: proto.String(seller.GetId()), State: agreementv1.Agreement_STATE_NEW.Enum()},
	})
	require.NoError(t, err)
	require.Len(t, of.GetItems(), 1, "lists are filtered by references too")
	assert.Equal(t, stored.GetId(), of.GetItems()[0].GetId())

	input.State, input.Worth, input.Pages = agreementv1.Agreement_STATE_DONE.Enum(), nil, []int64{1, 2}
	changed, err := client.Agreements.Replace(ctx, id, stored.GetVersion(), input)
	require.NoError(t, err)
	assert.Equal(t, agreementv1.Agreement_STATE_DONE, changed.GetState())
	assert.Nil(t, changed.Worth)
	assert.Equal(t, []int64{1, 2}, changed.GetPages())
	_, err = client.Agreements.Replace(ctx, id, stored.GetVersion(), input)
	assert.Equal(t, fault.Stale, fault.KindOf(err))

	_, err = client.Agreements.Create(ctx, &agreementv1.AgreementInput{SellerId: uuid.NewString(), SignedOn: "2024-02-29"})
	assert.Equal(t, fault.Conflict, fault.KindOf(err))
	input.Worth = proto.String("-1")
	_, err = client.Agreements.Create(ctx, input)
	assert.Equal(t, fault.Invalid, fault.KindOf(err))
	assert.ErrorContains(t, err, "/worth")

	require.NoError(t, client.Agreements.Delete(ctx, id, changed.GetVersion()))
	_, err = client.Agreements.Get(ctx, id)
	assert.Equal(t, fault.NotFound, fault.KindOf(err))

	hurried, cancel := context.WithTimeout(ctx, time.Microsecond)
	defer cancel()
	_, err = client.Sellers.Get(hurried, uuid.MustParse(seller.GetId()))
	assert.ErrorIs(t, err, context.DeadlineExceeded)
}
`;

/** A race that is found ends the service: what comes after fails. */
const RACES = { GORACE: 'halt_on_error=1' };

let postgres: Postgres;
let folder: string;
let sellers: RunningService;
let offers: RunningService;
before(async () => {
  postgres = await startPostgres();
  folder = await mkdtemp(join(tmpdir(), 'golden-path-upstreams-rpc-'));
  await compose(folder, 'sellers', {
    goldenPath: 'go-grpc-service',
    resources: SELLERS,
  });
  await compose(folder, 'offers', {
    patterns: { calls: ['typed-clients', 'circuit-breaker'] },
    resources: [OFFER],
    upstreams: [
      {
        name: 'sellers',
        protocol: 'grpc',
        resources: SELLERS.map(resource => ({ ...resource, writes: true })),
      },
    ],
  });
  sellers = await run('sellers');
  offers = await run('offers', {
    UPSTREAM_SELLERS_URL: sellers.grpcUrl,
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

async function run(name: string, settings: Record<string, string> = {}) {
  const dsn = await postgres.createDatabase(name);
  const binary = await buildService(join(folder, name), name, ['-race']);
  return startService(binary, dsn, { ...RACES, ...settings });
}

async function metrics(): Promise<string> {
  return (await fetch(`${offers.adminUrl}/metrics`)).text();
}

async function metric(name: string): Promise<number> {
  const line = (await metrics())
    .split('\n')
    .find(text => text.startsWith(`${name} `));
  return Number(line?.split(' ')[1] ?? 0);
}

describe('a service that calls another over gRPC', () => {
  let seller: string;

  it('has a client that speaks as the other service does', async () => {
    const directory = join(folder, 'offers');
    const client = join(directory, 'internal/upstream/sellersclient');
    await writeFile(join(client, 'real_test.go'), CLIENT_TEST);
    const { stdout } = await runOrThrow(
      'go',
      ['test', '-race', '-count=1', '-v', './internal/upstream/sellersclient'],
      { cwd: directory, env: goEnvironment({ SELLERS_URL: sellers.grpcUrl }) },
    );
    seller = /seller ([0-9a-f-]{36})/.exec(stdout)?.[1] ?? '';
    assert.notEqual(seller, '', stdout);
  });

  it('stores a reference to what is there, and refuses any other', async () => {
    const offer = await post(offers, 'offers', { title: 'Chair', seller });
    assert.equal(offer.response.status, 201, JSON.stringify(offer.body));
    assert.equal(offer.body.seller, seller);

    const refused = await post(offers, 'offers', {
      title: 'Table',
      seller,
      agreement: seller,
    });
    assert.equal(refused.response.status, 409);
    assert.equal(refused.body.code, 'missing_reference');
    assert.deepEqual(
      refused.body.errors.map(({ pointer }) => pointer),
      ['/agreement'],
    );
  });

  it('measures its calls', async () => {
    const calls = (method: string, result: string) =>
      metric(
        `upstream_calls_total{method="${method}",result="${result}",upstream="sellers"}`,
      );
    assert.equal(await calls('GetSeller', 'ok'), 2);
    assert.equal(await calls('GetAgreement', 'refused'), 1);
  });

  it('loses only the calls of the moment in which the other dies, and finds it again', async () => {
    const statuses = new Map<number, number>();
    let ended = false;
    const one = async () => {
      while (!ended) {
        const { response } = await post(offers, 'offers', {
          title: 'Lamp',
          seller,
        });
        statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      }
    };
    const load = Promise.all(Array.from({ length: 4 }, one));
    const seen = (status: number) => () =>
      Promise.resolve((statuses.get(status) ?? 0) > 0);
    const circuit = (state: string) => async () =>
      (await metric(
        `upstream_circuit_state{state="${state}",upstream="sellers"}`,
      )) === 1;
    try {
      await waitUntil('offers to be stored', seen(201), 30_000);
      await sellers.kill();
      await waitUntil('the circuit to open', circuit('open'), 30_000);
      assert.equal((await fetch(`${offers.adminUrl}/readyz`)).status, 200);
      const { response, body } = await post(offers, 'offers', {
        title: 'Lamp',
        seller,
      });
      assert.equal(response.status, 503);
      assert.equal(body.code, 'upstream_unavailable');
      assert.match(response.headers.get('retry-after') ?? '', /^[1-9]\d*$/);

      await sellers.restart();
      await waitUntil('the circuit to close', circuit('closed'), 30_000);
      statuses.delete(201);
      await waitUntil('offers to be stored again', seen(201), 30_000);
    } finally {
      ended = true;
      await load;
    }
    assert.deepEqual([...statuses.keys()].sort(), [201, 503]);
    const retries = await metric('upstream_retries_total{upstream="sellers"}');
    assert.ok(retries > 0, 'reading is tried again');
    const { body } = await post(offers, 'offers', {
      title: 'Lamp',
      seller: randomUUID(),
    });
    assert.equal(body.code, 'missing_reference');
  });

  it('stops in order, without a race', async () => {
    assert.equal(await offers.stop(), 0);
    assert.equal(await sellers.stop(), 0);
  });
});
