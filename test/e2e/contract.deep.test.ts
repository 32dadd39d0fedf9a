// Schemathesis, with every check, against running services: 200 examples an
// operation, from three seeds with each router, and then what the links of the
// contract lead to. It comes from PyPI, so Python 3.10 or newer has to be there.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type {
  Answers,
  FieldAnswers,
  ResourceAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import { parse } from 'yaml';
import { SHAPES } from '../matrix/shapes';
import { orderAnswers } from '../support/answers';
import { composed } from '../support/composed';
import { inFolder } from '../support/folders';
import { runService, type RunningService } from '../support/goService';
import { startPostgres, type Postgres } from '../support/postgres';
import { runOrThrow } from '../support/processes';

const VERSION = '4.32.5';
const EXAMPLES = 200;
const SEEDS = [1, 20, 300];
const LINKS_SECONDS = 40;
const ENVIRONMENT = join(
  dirname(dirname(__dirname)),
  '.cache',
  `schemathesis-${VERSION}`,
);

const BOUNDED: FieldAnswers[] = [
  { name: 'price', type: 'decimal', required: true, min: '0.50', max: '99.95' },
  { name: 'shift', type: 'decimal', required: true, scale: 1, min: -10 },
  { name: 'discount', type: 'decimal', min: '-7.125', max: -1, scale: 3 },
];

const FIVE_OF_EIGHT: ResourceAnswers[] = [
  ...SHAPES.find(({ name }) => name === 'five of eight')!.resources,
];

async function schemathesis(): Promise<string> {
  const command = join(ENVIRONMENT, 'bin', 'schemathesis');
  if (!existsSync(command)) {
    await mkdir(dirname(ENVIRONMENT), { recursive: true });
    await runOrThrow('python3', ['-m', 'venv', ENVIRONMENT]);
    await runOrThrow(join(ENVIRONMENT, 'bin', 'pip'), [
      'install',
      '--quiet',
      '--disable-pip-version-check',
      `schemathesis==${VERSION}`,
    ]);
  }
  return command;
}

/** Settings of Schemathesis, for services that refuse what is well formed with these too. */
function settings(more: readonly number[], inference: string): string {
  // It counts 404 and 409 as answers to what is well formed, and not 412, which
  // If-Match gets when the version has passed.
  const expected = ['2xx', '3xx', 401, 403, 404, 409, 412, 429, '5xx', ...more];
  return `[checks.positive_data_acceptance]
expected-statuses = ${JSON.stringify(expected)}
[checks.missing_required_header]
expected-statuses = [428]
[phases.stateful.inference]
algorithms = ${inference}
`;
}

/** Operations of a contract that never succeeded, by what the service counted. */
async function untried(service: RunningService): Promise<string[]> {
  const { paths } = parse(
    await (await fetch(`${service.url}/openapi.yaml`)).text(),
  ) as { paths: Record<string, Record<string, unknown>> };
  const counted = await (await fetch(`${service.adminUrl}/metrics`)).text();
  const succeeded = new Set(
    [
      ...counted.matchAll(
        /^http_server_requests_total\{method="(\w+)",route="([^"]+)",status="2\d\d"\} [1-9]/gm,
      ),
    ].map(([, method, route]) => `${method} ${route}`),
  );
  assert.notEqual(succeeded.size, 0, 'the service counts');
  return Object.entries(paths)
    .flatMap(([path, operations]) =>
      Object.keys(operations)
        .filter(method => method !== 'parameters')
        .map(method => `${method.toUpperCase()} ${path}`),
    )
    .filter(operation => !succeeded.has(operation));
}

interface Examination {
  /** Default: the first alone. */
  readonly seeds?: readonly number[];
  /** What the service refuses well-formed requests with, beside the usual. */
  readonly refusals?: readonly number[];
}

/** Examines the contract of a service that runs. */
async function examine(
  service: RunningService,
  folder: string,
  { seeds = SEEDS.slice(0, 1), refusals = [] }: Examination = {},
): Promise<void> {
  const command = await schemathesis();
  const run = async (config: string, ...options: string[]) => {
    const { stdout } = await runOrThrow(
      command,
      [
        `--config-file=${join(folder, config)}`,
        'run',
        `${service.url}/openapi.yaml`,
        '--checks=all',
        '--output-sanitize=false',
        `--max-examples=${EXAMPLES}`,
        ...options,
      ],
      // It leaves a folder of its own where it runs.
      { cwd: folder },
    );
    return stdout;
  };
  await writeFile(
    join(folder, 'all.toml'),
    settings(refusals, '["location-headers", "dependency-analysis"]'),
  );
  for (const seed of seeds) {
    const stdout = await run('all.toml', `--seed=${seed}`);
    const [, selected, tested] =
      /Selected: (\d+)\/\d+\s+Tested: (\d+)/.exec(stdout) ?? [];
    assert.ok(Number(tested) > 0, stdout);
    assert.equal(tested, selected, stdout);
  }
  // Each identifier that a service gives ends a round of the stateful phase, so
  // that it goes on, in many rounds, for as long as it may.
  await writeFile(join(folder, 'links.toml'), settings(refusals, '[]'));
  // What wants a version and a valid body is hit by chance, with one seed or another.
  let left: string[] = [];
  for (const seed of SEEDS) {
    const stdout = await run(
      'links.toml',
      '--phases=stateful',
      `--max-time=${LINKS_SECONDS}`,
      `--seed=${seed}`,
    );
    const [, covered, links] =
      /API Links:\s+(\d+) covered \/ (\d+) selected/.exec(stdout) ?? [];
    assert.ok(Number(links) > 0, stdout);
    assert.equal(covered, links, stdout);
    left = await untried(service);
    if (left.length === 0) break;
  }
  assert.deepEqual(left, [], 'each operation succeeded once');
}

let postgres: Postgres;
let databases = 0;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres?.stop());

/** Composes a service and runs it on a database of its own. */
async function serve(
  folder: string,
  answers: Answers,
): Promise<RunningService> {
  databases += 1;
  return runService(
    await composed(folder, answers),
    answers.service.name,
    await postgres.createDatabase(`contract_${databases}`),
  );
}

async function examineService(
  rest: Partial<Answers>,
  examination?: Examination,
): Promise<void> {
  await inFolder(async folder => {
    const service = await serve(folder, { ...orderAnswers(), ...rest });
    try {
      await examine(service, folder, examination);
    } finally {
      await service.stop();
    }
  });
}

async function examineGateway(protocol: 'http' | 'grpc'): Promise<void> {
  await inFolder(async folder => {
    const service = await serve(folder, {
      ...orderAnswers('stock'),
      goldenPath: protocol === 'http' ? 'go-rest-service' : 'go-grpc-service',
      resources: FIVE_OF_EIGHT,
    });
    try {
      const answers: Answers = {
        ...orderAnswers('edge'),
        goldenPath: 'go-api-gateway',
        resources: [],
        upstreams: [
          {
            name: 'stock',
            protocol,
            resources: FIVE_OF_EIGHT.map(each => ({ ...each, writes: true })),
          },
        ],
      };
      const gateway = await runService(
        await composed(folder, answers),
        'edge',
        undefined,
        {
          UPSTREAM_STOCK_URL:
            protocol === 'http' ? service.url : service.grpcUrl,
        },
      );
      try {
        await examine(gateway, folder);
      } finally {
        await gateway.stop();
      }
    } finally {
      await service.stop();
    }
  });
}

describe('Schemathesis finds nothing', () => {
  for (const router of ['chi', 'net-http', 'echo', 'gin']) {
    it(`in five resources of eight fields, with ${router}`, () =>
      examineService(
        { patterns: { router }, resources: FIVE_OF_EIGHT },
        { seeds: SEEDS },
      ));
  }

  it('in orders', () => examineService({}));

  it('in decimals between bounds', () =>
    examineService({ resources: [{ name: 'tariff', fields: BOUNDED }] }));

  it('in two versions side by side', () =>
    examineService({ patterns: { 'api-options': ['api-versions'] } }));

  // A key is for one request: another one with it gets 422.
  it('where keys and batches are taken', () =>
    examineService(
      { patterns: { 'api-options': ['idempotency'], data: ['batches'] } },
      { refusals: [422] },
    ));

  it('in a gateway before an API of HTTP', () => examineGateway('http'));

  it('in a gateway before an API of gRPC', () => examineGateway('grpc'));
});
