import { join } from 'node:path';
import { runOrThrow } from '../support/processes';
import type { Generators } from './generatedOutput';

/** sqlc on the migrations of either tool. */
export const SQLC: Generators = {
  goldenPath: 'go-rest-service',
  patterns: ['goose', 'golang-migrate'].map(migrations => ({
    access: 'sqlc',
    migrations,
  })),
  commands: [['sqlc/tools', 'github.com/sqlc-dev/sqlc/cmd/sqlc']],
  read: ['sqlc.yaml', 'migrations/', 'internal/postgres/queries/'],
  output: 'internal/postgres/sqlcdb/',
  async run(service, bin) {
    await runOrThrow(join(bin, 'sqlc'), ['generate'], { cwd: service });
  },
};
