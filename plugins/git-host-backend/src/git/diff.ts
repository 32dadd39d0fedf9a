import { runGit } from './git';

/** What a branch changed since it left another one, as a unified diff. */
export async function diffSince(
  gitDir: string,
  base: string,
  head: string,
): Promise<string> {
  const diff = await runGit([
    '--git-dir',
    gitDir,
    'diff',
    '--no-color',
    '--no-ext-diff',
    '--no-textconv',
    `${base}...${head}`,
  ]);
  return diff.toString('utf8');
}
