import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit } from './git';

const OLDEST = [2, 28] as const;
const INSTALL =
  'install Git 2.28 or newer (Debian and Ubuntu: apt-get install git; Alpine: apk add git git-daemon; ' +
  'macOS: xcode-select --install; Windows: https://git-scm.com) and start again';

/** Makes sure that a git which can serve HTTP is on the PATH; throws with what to install. */
export async function requireGit(): Promise<void> {
  const version = await runGit(['--version']).catch(() => {
    throw new Error(
      `The embedded Git host needs the command 'git', which is not on the PATH; ${INSTALL}`,
    );
  });
  if (!isNewEnough(version.toString('utf8'))) {
    throw new Error(
      `The embedded Git host cannot use ${version
        .toString('utf8')
        .trim()}; ${INSTALL}`,
    );
  }
  await requireHttpBackend();
}

/** Whether the answer of `git --version` is 2.28 or newer, the first with `init --initial-branch`. */
export function isNewEnough(answer: string): boolean {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(answer) ?? [];
  return (
    Number(major) > OLDEST[0] ||
    (Number(major) === OLDEST[0] && Number(minor) >= OLDEST[1])
  );
}

// some distributions ship it apart from git
async function requireHttpBackend(): Promise<void> {
  const directory = (await runGit(['--exec-path'])).toString('utf8').trim();
  const suffix = process.platform === 'win32' ? '.exe' : '';
  await access(join(directory, `git-http-backend${suffix}`)).catch(() => {
    throw new Error(
      `The embedded Git host needs 'git http-backend', which is not in ${directory}; ${INSTALL}`,
    );
  });
}
