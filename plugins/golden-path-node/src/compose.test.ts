import { resolve } from '@golden-path/backstage-plugin-golden-path-common';
import type { Answers } from '@golden-path/backstage-plugin-golden-path-common';
import { parse } from 'yaml';
import { composeTree } from './compose';
import { lockSchema } from './lock';
import type { Pack } from './pack';
import { sampleAnswers, samplePack } from './testing/samplePack';

function compose(pack: Pack, answers: Answers = sampleAnswers()) {
  const { composition, problems } = resolve(pack.catalogue, answers);
  expect(problems).toEqual([]);
  return composeTree(pack, composition!);
}

function file(path: string, pack = samplePack()) {
  const found = compose(pack).files.find(f => f.path === path);
  if (!found) throw new Error(`no file ${path}`);
  return found;
}

describe('composeTree', () => {
  it('places each file once, in order, with owner and class', () => {
    expect(
      compose(samplePack()).files.map(
        f => `${f.path} ${f.class} ${f.pattern}${f.executable ? ' x' : ''}`,
      ),
    ).toEqual([
      '.golden-path/lock.yaml generated go-rest-service',
      'go.mod merged go-rest-service',
      'go.sum merged go-rest-service',
      'hack/run-orders.sh renamed shutdown x',
      'internal/apikey/apikey.go renamed resources',
      'internal/customer/customer.go renamed resources',
      'internal/platform/pgdb/pool.go verbatim pool',
      'internal/postgres/api_key.go renamed pgx',
      'internal/postgres/customer.go renamed pgx',
      'internal/postgres/postgres.go renamed pgx',
      'internal/service/commands.go merged shutdown',
      'internal/service/extend.go seed shutdown',
      'internal/service/resources.go merged shutdown',
      'internal/service/run.go renamed shutdown',
      'internal/service/stores.go merged shutdown',
      'internal/service/telemetry.go merged shutdown',
      'internal/service/transport.go merged shutdown',
      'internal/service/wiring.go merged shutdown',
    ]);
  });

  it('renames by offset after multi-byte text and sorts imports again', () => {
    expect(file('internal/postgres/api_key.go').content).toBe(`package postgres

import (
	"example.org/pgx"

	"github.com/acme/orders/internal/apikey"
	"github.com/acme/orders/internal/platform/pgdb"
)

// APIKeyRepository keeps an API key — “row” by row — in api_keys.
type APIKeyRepository struct {
	pool   *pgx.Pool // to the database
	APIKey apikey.APIKey
}

var _ = pgdb.Open
`);
  });

  it('fills a stage with regions, providers before readers', () => {
    expect(file('internal/service/stores.go').content).toBe(`package service

import (
	"context"

	"github.com/acme/orders/internal/platform/pgdb"
	"github.com/acme/orders/internal/postgres"
)

// stores opens what keeps data.
func (w *Wiring) stores(ctx context.Context) error {
	pool, err := pgdb.Open(ctx)
	if err != nil {
		return err
	}
	w.Pool = pool

	// Every customer has a row.
	w.CustomerRepository = postgres.NewCustomerRepository(w.Pool)

	// Every API key has a row.
	w.APIKeyRepository = postgres.NewAPIKeyRepository(w.Pool)
	return nil
}
`);
    expect(file('internal/service/stores.go').contributors).toEqual([
      'pgx',
      'pool',
    ]);
  });

  it('gives the wiring one field a port in use', () => {
    expect(file('internal/service/wiring.go').content).toBe(`package service

import (
	"example.org/pgx"

	"github.com/acme/orders/internal/apikey"
	"github.com/acme/orders/internal/customer"
)

// Wiring holds what the stages hand to each other.
type Wiring struct {
	// Pool holds connections.
	Pool *pgx.Pool
	// CustomerRepository keeps customers.
	CustomerRepository customer.Repository
	// APIKeyRepository keeps API keys.
	APIKeyRepository apikey.Repository
}
`);
  });

  it('computes go.mod and go.sum from what is imported', () => {
    expect(file('go.mod').content).toBe(
      'module github.com/acme/orders\n\ngo 1.26\n\nrequire example.org/pgx v5.1.0\n',
    );
    expect(file('go.sum').content).toBe(
      'example.org/pgx v5.1.0 h1:zip\nexample.org/pgx v5.1.0/go.mod h1:mod\n',
    );
  });

  it('locks what it was composed from, and every other file', () => {
    const tree = compose(samplePack());
    const lock = lockSchema.parse(
      parse(file('.golden-path/lock.yaml').content),
    );
    expect(Object.keys(lock.files)).toEqual(
      tree.files.map(({ path }) => path).filter(p => !p.endsWith('lock.yaml')),
    );
    expect(lock.patterns).toMatchObject({ pool: '1.0.0' });
    expect(lock.answers).toMatchObject({ service: { name: 'orders' } });
  });

  it('is the same twice, and whatever the order of keys and patterns', () => {
    const pack = samplePack();
    const once = compose(pack);
    expect(compose(pack)).toEqual(once);
    const answers = sampleAnswers();
    const turned = Object.fromEntries(
      Object.entries(answers).reverse(),
    ) as Answers;
    const shuffled: Pack = {
      ...pack,
      sources: new Map([...pack.sources].reverse()),
      catalogue: {
        ...pack.catalogue,
        patterns: [...pack.catalogue.patterns].reverse(),
      },
    };
    expect(compose(shuffled, turned)).toEqual(once);
  });

  it('names both owners of one path', () => {
    const pack = samplePack({
      files: { 'other/pool.go': 'package pgdb\n' },
      patterns: [
        {
          id: 'other',
          files: [
            {
              source: 'other/pool.go',
              target: 'internal/platform/pgdb/pool.go',
            },
          ],
        },
      ],
    });
    expect(() => compose(pack)).toThrow(
      "'other' and 'pool' both write internal/platform/pgdb/pool.go; one of them has to leave it to the other",
    );
  });

  it('names both when they differ only in case', () => {
    const pack = samplePack({
      files: { 'other/a.txt': '', 'other/b.txt': '' },
      patterns: [
        {
          id: 'other',
          files: [
            { source: 'other/a.txt', target: 'README.md' },
            { source: 'other/b.txt', target: 'Readme.md' },
          ],
        },
      ],
    });
    expect(() => compose(pack)).toThrow(
      "'other' and 'other' both write README.md (as Readme.md)",
    );
  });

  it.each(['.git/config', 'a/con.go', 'a//b'])(
    'refuses to write %s',
    target => {
      const pack = samplePack({
        files: { 'other/a.txt': '' },
        patterns: [{ id: 'other', files: [{ source: 'other/a.txt', target }] }],
      });
      expect(() => compose(pack)).toThrow(`'other' wants to write "${target}"`);
    },
  );

  it('says where Go that a pattern brings is broken', () => {
    const pack = samplePack({
      files: { 'other/sample-service.go': 'package sampleservice\n\nfunc (' },
      patterns: [
        {
          id: 'other',
          files: [{ source: 'other/sample-service.go', target: 'x/a.go' }],
        },
      ],
    });
    expect(() => compose(pack)).toThrow(/^x\/a\.go:3:7: expected/);
  });
});
