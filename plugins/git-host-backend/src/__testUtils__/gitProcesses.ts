import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** How many processes run that git started for a request to the Git host at `root`. */
export async function countGitProcesses(root: string): Promise<number> {
  const environments =
    process.platform === 'linux'
      ? await readProcEnvironments()
      : await readPsEnvironments();
  return environments.filter(text => text.includes(`GIT_PROJECT_ROOT=${root}`))
    .length;
}

async function readProcEnvironments(): Promise<string[]> {
  const ids = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  return Promise.all(
    // processes end while they are looked at
    ids.map(id => readFile(`/proc/${id}/environ`, 'utf8').catch(() => '')),
  );
}

async function readPsEnvironments(): Promise<string[]> {
  const list = ['-A', '-E', '-ww', '-o', 'command'];
  const { stdout } = await promisify(execFile)('ps', list);
  return stdout.split('\n');
}

/** Waits until the check holds; throws after 10 seconds. */
export async function eventually(check: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await check())) {
    if (Date.now() > deadline) {
      throw new Error('it did not come true within 10 seconds');
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
