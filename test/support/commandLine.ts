import { join } from 'node:path';

/** The command `golden-path`, from its sources. */
export const COMMAND = join(
  __dirname,
  '../../plugins/golden-path-cli/bin/golden-path',
);
