// Schemathesis, with every check, against the composed order service: 200
// examples an operation, three seeds, on each router; and against decimals with
// bounds. It comes from PyPI, so Python 3.10 or newer has to be there.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type {
  Answers,
  FieldAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import { orderAnswers } from '../support/answers';
import { composed } from '../support/composed';
import { inFolder } from '../support/folders';
import { runService } from '../support/goService';
import { startPostgres, type Postgres } from '../support/postgres';
import { runOrThrow } from '../support/processes';

const VERSION = '4.32.5';
const EXAMPLES = 200;
const SEEDS = [1, 20, 300];
const ENVIRONMENT = join(
  dirname(dirname(__dirname)),
  '.cache',
  `schemathesis-${VERSION}`,
);

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

const BOUNDED: FieldAnswers[] = [
  { name: 'price', type: 'decimal', required: true, min: '0.50', max: '99.95' },
  { name: 'shift', type: 'decimal', required: true, scale: 1, min: -10 },
  { name: 'discount', type: 'decimal', min: '-7.125', max: -1, scale: 3 },
];

let postgres: Postgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

async function examine(answers: Answers, database: string): Promise<void> {
  await inFolder(async folder => {
    const directory = await composed(folder, answers);
    const dsn = await postgres.createDatabase(database);
    const service = await runService(directory, answers.service.name, dsn);
    try {
      const command = await schemathesis();
      for (const seed of SEEDS) {
        await runOrThrow(
          command,
          [
            'run',
            `${service.url}/openapi.yaml`,
            '--checks=all',
            `--max-examples=${EXAMPLES}`,
            `--seed=${seed}`,
          ],
          // It leaves a folder of its own where it runs.
          { cwd: folder },
        );
      }
    } finally {
      await service.stop();
    }
  });
}

describe('Schemathesis finds nothing', () => {
  for (const router of ['chi', 'net-http', 'echo', 'gin']) {
    it(`with ${router}`, () =>
      examine(
        { ...orderAnswers(), patterns: { router } },
        `contract_${router.replace('-', '_')}`,
      ));
  }

  it('with decimals between bounds', () =>
    examine(
      { ...orderAnswers(), resources: [{ name: 'tariff', fields: BOUNDED }] },
      'contract_decimals',
    ));
});
