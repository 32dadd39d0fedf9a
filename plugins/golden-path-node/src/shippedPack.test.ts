import {
  applyMend,
  findGoldenPath,
  parseAnswers,
  resolve,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Answers } from '@golden-path/backstage-plugin-golden-path-common';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve as resolvePath } from 'node:path';
import { parse } from 'yaml';
import { composeTree } from './compose';
import { loadPack, locatePack } from './pack';
import type { Pack } from './pack';

const GOLDEN = resolvePath(
  __dirname,
  '../../../test/golden/orders.answers.yaml',
);

describe('the pack that ships', () => {
  let pack: Pack;
  let answers: Answers;
  beforeAll(async () => {
    pack = await loadPack(locatePack());
    const golden = parseAnswers(readFileSync(GOLDEN, 'utf8')).value!;
    // Partitions want a resource of records, and the golden service has none.
    const record = {
      name: 'reading',
      fields: [{ name: 'note', type: 'text' as const }],
    };
    answers = { ...golden, resources: [...golden.resources, record] };
  });

  /** The answers with these choices; what calls other services has one to call. */
  function answersOf(
    choices: Answers['patterns'],
    goldenPath = answers.goldenPath,
  ): Answers {
    const sellers = { name: 'sellers', resources: answers.resources };
    const upstreams = choices?.calls?.includes('typed-clients') && [sellers];
    return {
      ...answers,
      goldenPath,
      patterns: choices,
      ...(upstreams && { upstreams }),
    };
  }

  function composed(
    choices: Answers['patterns'],
    goldenPath = answers.goldenPath,
  ) {
    const { composition, problems } = resolve(
      pack.catalogue,
      answersOf(choices, goldenPath),
    );
    expect(problems).toEqual([]);
    return composeTree(pack, composition!);
  }

  /** Choices of every group, the ids of a group in any order. */
  function choicesOf(
    goldenPath: string,
  ): fc.Arbitrary<Record<string, string | string[]>> {
    const { groups, offers } = findGoldenPath(pack.catalogue, goldenPath)!;
    const open = groups.filter(({ choose }) => choose !== 'fixed');
    return fc.record(
      Object.fromEntries(
        open.map(({ id, choose }) => {
          const ids = offers[id] ?? [];
          return [
            id,
            choose === 'one'
              ? fc.constantFrom(...ids)
              : fc.shuffledSubarray([...ids]),
          ];
        }),
      ),
    );
  }

  it('puts the cache before repositories and around transactions that run again', () => {
    const { files } = composed({
      data: ['redis', 'cache-aside', 'transactions'],
    });
    const stores = files.find(
      ({ path }) => path === 'internal/service/stores.go',
    );
    const places = [
      'w.Tx = w.DB',
      'w.Tx = unitofwork.New(',
      'w.Tx = cache.NewTransactor(',
      'w.OrderRepository = cached.',
    ].map(code => stores?.content.indexOf(code) ?? -1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('guards what refers to another service, and nothing else', () => {
    const asked = answersOf({ calls: ['typed-clients'] });
    const [first, ...others] = asked.resources;
    const seller = {
      name: 'seller',
      type: 'uuid' as const,
      references: `sellers.${first!.name}`,
    };
    const { composition } = resolve(pack.catalogue, {
      ...asked,
      resources: [{ ...first!, fields: [...first!.fields, seller] }, ...others],
    });
    const { files } = composeTree(pack, composition!);
    const wiring = files.find(
      ({ path }) => path === 'internal/service/resources.go',
    );
    expect(wiring?.content.match(/w\.\w+\.AddGuard\(.*\)/g)).toEqual([
      'w.CustomerService.AddGuard(references.Customer(w.Upstreams))',
    ]);
    const paths = files.map(({ path }) => path);
    expect(paths).toContain('internal/references/references.go');
    expect(paths).toContain('internal/platform/reference/reference.go');
    const without = composed({ calls: ['typed-clients'] }).files;
    expect(without.filter(({ path }) => path.includes('/reference'))).toEqual(
      [],
    );
  });

  it('offers Redis to who chooses a cache alone', () => {
    const { problems } = resolve(pack.catalogue, {
      ...answers,
      patterns: { data: ['cache-aside'] },
    });
    expect(problems.map(({ message }) => message)).toEqual([
      "'cache-aside' needs connections to Redis",
    ]);
    const [mend] = problems[0]?.mends ?? [];
    expect(mend).toMatchObject({ kind: 'choose', pattern: 'redis' });
  });

  it('knows every table that a pattern makes', () => {
    const folder = locatePack();
    const made = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(path => path.endsWith('.sql'))
      .flatMap(path => [
        ...readFileSync(resolvePath(folder, path), 'utf8').matchAll(
          /^CREATE TABLE (\w+)/gm,
        ),
      ])
      .map(([, table]) => table)
      .filter(table => table !== 'sample_things');
    const known = pack.catalogue.patterns.flatMap(
      ({ contributes }) => contributes.schema?.tables ?? [],
    );
    expect(made).not.toEqual([]);
    expect(known).toEqual(expect.arrayContaining(made));
  });

  const PATHS = ['go-rest-service', 'go-grpc-service'];

  it.each(PATHS)(
    '%s composes any choice, twice the same, in whatever order it is made',
    goldenPath => {
      fc.assert(
        fc.property(choicesOf(goldenPath), choices => {
          const turned = Object.fromEntries(
            Object.entries(choices)
              .reverse()
              .map(([group, ids]) => [
                group,
                Array.isArray(ids) ? [...ids].reverse() : ids,
              ]),
          );
          const { problems } = resolve(
            pack.catalogue,
            answersOf(choices, goldenPath),
          );
          if (problems.length > 0) return;
          const tree = composed(choices, goldenPath);
          expect(composed(turned, goldenPath).hash).toBe(tree.hash);
          const paths = tree.files.map(({ path }) => path);
          expect(new Set(paths).size).toBe(paths.length);
          const left = tree.files.filter(
            ({ path, content }) =>
              /sample.?(thing|service)/i.test(`${path}\n${content}`) ||
              content.includes('goldenpath.dev/patterns'),
          );
          expect(left.map(({ path }) => path)).toEqual([]);
        }),
        { numRuns: 20 },
      );
    },
    60_000,
  );

  it.each(PATHS)(
    '%s composes every pattern alone in its group, after mends if need be',
    goldenPath => {
      const { groups, offers } = findGoldenPath(pack.catalogue, goldenPath)!;
      for (const { id, choose } of groups) {
        for (const pattern of offers[id] ?? []) {
          const choice = choose === 'one' ? pattern : [pattern];
          let asked = answersOf({ [id]: choice }, goldenPath);
          // A mend may leave something else to mend.
          for (let mends = 0; mends < 3; mends += 1) {
            const [problem] = resolve(pack.catalogue, asked).problems;
            const mend = problem?.mends[0];
            if (mend) asked = applyMend(pack.catalogue, asked, mend);
          }
          const tree = composed(asked.patterns, goldenPath);
          expect(tree.files.length).toBeGreaterThan(100);
          expect(tree.files.map(file => file.pattern)).toContain(pattern);
        }
      }
    },
    60_000,
  );

  it('tells in READMEs of every operation', () => {
    const trees = [
      composed({
        data: ['outbox', 'inbox', 'projection', 'batches'],
        broker: ['nats'],
      }),
      composed(
        { data: ['outbox'], broker: ['nats'], 'api-options': ['watch'] },
        'go-grpc-service',
      ),
    ];
    for (const { files } of trees) {
      const textOf = (wanted: string) =>
        files.find(({ path }) => path === wanted)?.content;
      const contract = parse(textOf('api/openapi.yaml') ?? '{}');
      const operations = Object.entries<object>(contract?.paths ?? {}).flatMap(
        ([path, item]) =>
          Object.keys(item)
            .filter(member => member !== 'parameters')
            .map(method => `${method.toUpperCase()} ${path}`),
      );
      const methods = files
        .filter(({ path }) => path.endsWith('.proto'))
        .flatMap(({ content }) => {
          const [, service] = /^service (\w+)/m.exec(content)!;
          return [...content.matchAll(/^ {2}rpc (\w+)/gm)].map(
            ([, method]) => `${service}.${method}`,
          );
        });
      const offered = [...operations, ...methods];
      expect(offered.length).toBeGreaterThan(5);
      for (const each of offered) {
        expect(textOf('README.md')).toContain(`| \`${each}\` |`);
      }
    }
  });

  it('writes the article that is spoken', () => {
    const resources = ['user', 'order'].map(name => ({
      name,
      fields: [{ name: 'note', type: 'text' as const }],
    }));
    const { composition } = resolve(pack.catalogue, {
      ...answersOf({ rpc: ['grpc'] }),
      resources,
    });
    const wrong = composeTree(pack, composition!).files.flatMap(
      ({ path, content }) =>
        (content.match(/\b(an user|a order)\b/gi) ?? []).map(
          text => `${path}: ${text}`,
        ),
    );
    expect(wrong).toEqual([]);
  });

  it('tries in READMEs what callers may', () => {
    const tried = (security: string[], goldenPath?: string) => {
      const { files } = composed({ security }, goldenPath);
      const readme = files.find(({ path }) => path === 'README.md')!.content;
      const [, block = ''] = /another shell:\n\n```sh\n(.*?)```/s.exec(readme)!;
      return block
        .trim()
        .split('\n')
        .filter(line => !line.endsWith('/readyz'));
    };
    expect(tried([])).toEqual(['curl -s localhost:8080/api/v1/customers']);
    expect(tried(['authorization', 'jwt'])).toEqual([
      'TOKEN=… # an access token of the issuer for the audience',
      'curl -s -H "Authorization: Bearer $TOKEN" localhost:8080/api/v1/customers',
    ]);
    expect(tried(['authorization', 'api-keys'], 'go-grpc-service')).toEqual([
      expect.stringMatching(/^KEY=\$\(go run \.\/cmd\/orders keys create/),
      expect.stringMatching(/ListCustomers --header "X-API-Key: \$KEY"$/),
    ]);
  });

  /** A service that keeps nothing. */
  function gateway(patterns: Answers['patterns'] = {}) {
    const { composition } = resolve(pack.catalogue, {
      ...answers,
      goldenPath: 'go-api-gateway',
      patterns,
      resources: [],
      upstreams: [{ name: 'sellers', resources: answers.resources }],
    });
    return composeTree(pack, composition!);
  }

  it('says once what each Go package is', () => {
    const trees = [
      composed({
        security: ['authorization', 'jwt', 'api-keys', 'rate-limit'],
        data: ['redis', 'cache-aside', 'outbox'],
        broker: ['nats'],
      }),
      composed({ 'api-options': ['api-versions'] }),
      gateway({ security: ['authorization', 'jwt', 'oidc-login'] }),
    ];
    for (const { files } of trees) {
      const said = files
        .filter(({ content }) => /^\/\/ Package /m.test(content))
        .map(({ path }) => dirname(path));
      expect(said.length).toBeGreaterThan(20);
      expect(said.filter((folder, at) => said.indexOf(folder) < at)).toEqual(
        [],
      );
    }
  });

  it('tells those who keep nothing of no database', () => {
    const docs = gateway().files.filter(({ path }) => path.endsWith('.md'));
    expect(docs.length).toBeGreaterThan(15);
    for (const { path, content } of docs) {
      expect([
        path,
        /.*(PostgreSQL|DATABASE_|internal\/(httpapi|postgres)).*/.exec(
          content,
        )?.[0],
      ]).toEqual([path, undefined]);
    }
  });

  it('tells in READMEs of what is there', () => {
    const trees = [
      composed({}),
      composed({
        calls: ['typed-clients'],
        security: ['authorization', 'api-keys'],
      }),
      composed({ data: ['outbox', 'inbox', 'projection'], broker: ['nats'] }),
      composed({ data: ['redis', 'cache-aside', 'partitions'] }),
      composed({}, 'go-grpc-service'),
      gateway(),
    ];
    for (const { files } of trees) {
      const readme = files.find(({ path }) => path === 'README.md')!.content;
      const [, layout = ''] = /## Layout\n(.*?)\n## /s.exec(readme) ?? [];
      const told = [...layout.matchAll(/^\| `([^`]+)`/gm)].map(([, path]) =>
        path!.replace('<resource>', 'order'),
      );
      expect(told.length).toBeGreaterThan(5);
      for (const path of told) {
        expect([path, files.some(file => file.path.startsWith(path))]).toEqual([
          path,
          true,
        ]);
      }
    }
  });
});
