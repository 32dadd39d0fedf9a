import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const PACKAGE = '@golden-path/backstage-plugin-golden-path-node/package.json';

/**
 * The folder of the pack that ships with this package: `templates` inside an
 * installed package, or at the root of the repository it is developed in.
 * @public
 */
export function locatePack(): string {
  const home = dirname(require.resolve(PACKAGE));
  // A copy left behind by packing must not hide the sources.
  const developed = existsSync(join(home, 'src'));
  const folder = developed
    ? resolve(home, '../../templates')
    : join(home, 'templates');
  if (existsSync(join(folder, 'patterns'))) return folder;
  throw new Error(
    `the pattern pack is missing from ${folder}; install the package again`,
  );
}
