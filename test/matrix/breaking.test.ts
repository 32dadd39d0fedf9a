// What CI says of a change that breaks callers: the script of the emitted pipeline,
// with the real tools, in a checkout such as a runner has.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Answers } from '@golden-path/backstage-plugin-golden-path-common';
import { writeTree } from '@golden-path/backstage-plugin-golden-path-node';
import { parse, stringify } from 'yaml';
import { orderAnswers } from '../support/answers';
import { inFolder } from '../support/folders';
import { goEnvironment } from '../support/goService';
import { run, runOrThrow } from '../support/processes';
import { theComposer } from './service';

/** Where the change goes: a name that a shell would run, were it not quoted. */
const TARGET = 'release/$(touch${IFS}ran)';

const AUTHOR = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];

interface Checkout {
  readonly directory: string;
  /** What CI says of a contract that is changed to a text. */
  check(path: string, text: string): Promise<{ code: number; said: string }>;
}

/** Composes a service, merges it, and checks it out as a runner would. */
async function inCheckout(
  answers: Partial<Answers>,
  work: (checkout: Checkout) => Promise<void>,
): Promise<void> {
  await inFolder(async folder => {
    const composer = await theComposer();
    const { tree } = await composer.compose({
      ...orderAnswers(),
      ...answers,
      patterns: { ...answers.patterns, ci: ['gitlab-ci'] },
    });
    const origin = join(folder, 'origin');
    const directory = join(folder, 'checkout');
    await writeTree(tree, origin);
    const git = (cwd: string, ...args: string[]) =>
      runOrThrow(
        'git',
        ['-c', 'core.hooksPath=/dev/null', ...AUTHOR, ...args],
        { cwd },
      );
    await git(origin, 'init', '--quiet', `--initial-branch=${TARGET}`);
    await git(origin, 'add', '--all');
    await git(origin, 'commit', '--quiet', '--message', 'The service');
    await git(origin, 'branch', 'change');
    await git(folder, 'init', '--quiet', directory);
    await git(directory, 'remote', 'add', 'origin', `file://${origin}`);
    await git(directory, 'fetch', '--quiet', '--depth=1', 'origin', 'change');
    await git(directory, 'checkout', '--quiet', '--detach', 'FETCH_HEAD');

    const pipeline = parse(
      await readFile(join(directory, '.gitlab-ci.yml'), 'utf8'),
    ) as { lint: { script: string[] } };
    const script = pipeline.lint.script
      .filter(line => /BASE|-breaking/.test(line))
      .join('\n');
    assert.match(script, /^git fetch .*\n[^]*make contract/m);

    const check = async (path: string, text: string) => {
      const file = join(directory, path);
      const before = await readFile(file, 'utf8');
      await writeFile(file, text);
      const { code, stdout, stderr } = await run('sh', ['-e', '-c', script], {
        cwd: directory,
        env: goEnvironment({
          GOFLAGS: '',
          CI_DEFAULT_BRANCH: 'main',
          CI_MERGE_REQUEST_TARGET_BRANCH_NAME: TARGET,
        }),
      });
      await writeFile(file, before);
      return { code, said: stdout + stderr };
    };
    await work({ directory, check });
    assert.ok(!existsSync(join(directory, 'ran')), 'the branch was run');
  });
}

interface Schema {
  required: string[];
  properties: Record<string, object>;
}

interface Contract {
  paths: Record<string, Record<string, { parameters: object[] }>>;
  components: { schemas: Record<string, Schema> };
}

/** A change of a contract, by its parts. */
type Change = (contract: Contract) => void;

/** Both ways in which callers see a schema: what they send, and what they get. */
function bothOf({ components }: Contract, name: string): Schema[] {
  return [components.schemas[`${name}Input`]!, components.schemas[name]!];
}

const ADDED: Readonly<Record<string, Change>> = {
  'a field that may be left out': contract => {
    const [input, output] = bothOf(contract, 'Customer');
    const nickname = { type: ['string', 'null'], maxLength: 50 };
    input!.properties.nickname = nickname;
    output!.properties.nickname = nickname;
    output!.required.push('nickname');
  },
  'an operation on a new path': ({ paths }) => {
    paths['/api/v1/customers/newest'] = {
      get: { ...paths['/api/v1/customers']!.get! },
    };
  },
};

const BROKEN: Readonly<Record<string, readonly [said: RegExp, Change]>> = {
  'a field taken away': [
    /removed the required property `email` from the response/,
    contract =>
      bothOf(contract, 'Customer').forEach(schema => {
        delete schema.properties.email;
        schema.required = schema.required.filter(name => name !== 'email');
      }),
  ],
  'a field that is refused from now on': [
    /error\s+\[request-property-removed\][^]*removed the request property `email`/,
    contract => {
      const [input] = bothOf(contract, 'Customer');
      delete input!.properties.email;
      input!.required = input!.required.filter(name => name !== 'email');
    },
  ],
  'a field of another type': [
    /`email` request property `type\S* changed from `string\S* to `integer`/,
    contract =>
      bothOf(contract, 'Customer').forEach(({ properties }) => {
        properties.email = { type: 'integer' };
      }),
  ],
  'a field that has to be sent from now on': [
    /added the new required request property `nickname`/,
    contract => {
      const [input] = bothOf(contract, 'Customer');
      input!.properties.nickname = { type: 'string' };
      input!.required.push('nickname');
    },
  ],
  'a parameter that is refused from now on': [
    /error\s+\[request-parameter-removed\]/,
    ({ paths }) => {
      const list = paths['/api/v1/customers']!.get!;
      list.parameters = list.parameters.filter(
        parameter => !JSON.stringify(parameter).includes('sort'),
      );
    },
  ],
  'an operation taken away': [
    /DELETE \/api\/v1\/customers\/\{id\}[^]*removed without deprecation/,
    ({ paths }) => {
      delete paths['/api/v1/customers/{id}']!.delete;
    },
  ],
};

/** Checks changes of the contract of HTTP in one checkout. */
function checkHttp(
  answers: Partial<Answers>,
  broken: typeof BROKEN,
  added: typeof ADDED,
): Promise<void> {
  return inCheckout(answers, async ({ directory, check }) => {
    const path = 'api/openapi.yaml';
    const text = await readFile(join(directory, path), 'utf8');
    const changed = (change: Change) => {
      const contract = parse(text) as Contract;
      change(contract);
      assert.notDeepEqual(contract, parse(text));
      // Each mention is written out: what is shared by an alias is one more reference.
      return check(path, stringify(contract, { aliasDuplicateObjects: false }));
    };
    for (const [name, change] of Object.entries(added)) {
      const { code, said } = await changed(change);
      assert.equal(code, 0, `${name}: ${said}`);
    }
    for (const [name, [expected, change]] of Object.entries(broken)) {
      const { code, said } = await changed(change);
      assert.notEqual(code, 0, `${name} passed: ${said}`);
      assert.match(said, expected, name);
    }
  });
}

describe('a contract may grow, and takes nothing back', () => {
  it('over HTTP', () => checkHttp({}, BROKEN, ADDED));

  it('in two versions, of which the deprecated one may end', () =>
    checkHttp(
      { patterns: { 'api-options': ['api-versions'] } },
      {
        'a field of the older version': [
          /removed the required property `created_at`/,
          ({ components }) => {
            delete components.schemas.Customer!.properties.created_at;
          },
        ],
        'a field of the newer version': [
          /removed the required property `createdAt`/,
          ({ components }) => {
            delete components.schemas.CustomerV2!.properties.createdAt;
          },
        ],
        'an operation of the newer version': [
          /DELETE \/api\/v2\/customers\/\{id\}[^]*removed without deprecation/,
          ({ paths }) => {
            delete paths['/api/v2/customers/{id}']!.delete;
          },
        ],
      },
      {
        'the older version': ({ paths }) => {
          for (const path of Object.keys(paths)) {
            if (path.startsWith('/api/v1/')) delete paths[path];
          }
        },
      },
    ));

  it('of a gateway', () =>
    checkHttp(
      {
        goldenPath: 'go-api-gateway',
        resources: [],
        upstreams: [
          {
            name: 'crm',
            resources: [
              {
                name: 'customer',
                writes: true,
                fields: [{ name: 'email', type: 'text', required: true }],
              },
            ],
          },
        ],
      },
      BROKEN,
      ADDED,
    ));

  it('over gRPC', () =>
    inCheckout(
      { goldenPath: 'go-grpc-service' },
      async ({ directory, check }) => {
        const path = 'proto/orders/customer/v1/customer.proto';
        const contract = await readFile(join(directory, path), 'utf8');
        const email = '  string email = 1;\n';
        const changed = (to: string) => {
          assert.ok(contract.includes(email));
          return check(path, contract.replace(email, to));
        };
        const added = await changed(`${email}  string nickname = 2;\n`);
        assert.equal(added.code, 0, added.said);

        const removed = await changed('');
        assert.notEqual(removed.code, 0);
        assert.match(removed.said, /customer\.proto.*"email"/);

        const renumbered = await changed('  string email = 2;\n');
        assert.notEqual(renumbered.code, 0);
      },
    ));
});
