import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const PACKAGE = '@golden-path/backstage-plugin-golden-path-node/package.json';

/**
 * The folder of the pack that ships with this package: `templates` inside an
 * installed package, or at the root of the repository it is developed in.
 */
export function locatePack(): string {
  const home = dirname(require.resolve(PACKAGE));
  const candidates = [
    join(home, 'templates'),
    resolve(home, '../../templates'),
  ];
  const found = candidates.find(folder => existsSync(join(folder, 'patterns')));
  if (found) return found;
  throw new Error(
    `the pattern pack is missing from ${home}; install the package again`,
  );
}
