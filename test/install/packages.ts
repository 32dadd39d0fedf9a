import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runOrThrow } from '../support/processes';

const ROOT = dirname(dirname(__dirname));

/** A package of this repository that is published. */
export interface Published {
  name: string;
  folder: string;
}

/** Every published package. */
export function publishedPackages(): Published[] {
  return readdirSync(join(ROOT, 'plugins'))
    .map(each => join(ROOT, 'plugins', each))
    .map(folder => ({
      folder,
      manifest: JSON.parse(
        readFileSync(join(folder, 'package.json'), 'utf8'),
      ) as { name: string; private?: boolean },
    }))
    .filter(({ manifest }) => !manifest.private)
    .map(({ folder, manifest: { name } }) => ({ name, folder }));
}

/**
 * Builds and packs published packages as npm would get them: all, or those whose names hold a word.
 * Returns the archive of each by its name.
 */
export async function pack(
  into: string,
  word = '',
): Promise<Record<string, string>> {
  // what an earlier run left may lack declarations that it believes to be there
  await runOrThrow('yarn', ['tsc', '--incremental', 'false'], { cwd: ROOT });
  const archives: Record<string, string> = {};
  const wanted = publishedPackages().filter(({ name }) => name.includes(word));
  for (const { name, folder } of wanted) {
    const archive = join(into, `${name.replace(/[@/]/g, '_')}.tgz`);
    await runOrThrow('yarn', ['build'], { cwd: folder });
    await runOrThrow('yarn', ['pack', '--out', archive], { cwd: folder });
    archives[name] = archive;
  }
  return archives;
}
