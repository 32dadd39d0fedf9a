import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runOrThrow } from './processes';

const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };

/**
 * The file of a program, which `find` finds. Installs the package of Debian when there
 * is none and this process may; throws with `mend` where that does not help.
 */
export async function fromDebian(
  find: () => string | undefined,
  packageName: string,
  mend: string,
): Promise<string> {
  const found = find();
  if (found !== undefined) return found;
  if (mayInstall()) {
    const install = ['install', '-y', '--no-install-recommends', packageName];
    await runOrThrow('apt-get', ['update'], { env });
    await runOrThrow('apt-get', install, { env });
  }
  const installed = find();
  if (installed === undefined) throw new Error(mend);
  return installed;
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && onPath('apt-get') !== undefined;
}

/** The file that a command is, if there is one on PATH. */
export function onPath(command: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, command))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
