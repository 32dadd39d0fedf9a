import { execFileSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';

/** How a folder differs from files by path, a diff for each file that does. */
export function differencesOf(
  folder: string,
  files: ReadonlyMap<string, string>,
): string[] {
  const there = filesBelow(folder);
  const missing = [...files.keys()].filter(path => !there.includes(path));
  const needless = there.filter(path => !files.has(path));
  const other = there.filter(
    path =>
      files.has(path) &&
      files.get(path) !== readFileSync(join(folder, path), 'utf8'),
  );
  return [
    ...missing.map(path => `${path}: is missing from the golden tree`),
    ...needless.map(path => `${path}: is in the golden tree but not composed`),
    ...other.map(path => diff(folder, path, files.get(path) ?? '')),
  ];
}

/** Paths of all files below a folder, ordered. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)))
    .map(path => path.split(sep).join('/'))
    .sort();
}

function diff(folder: string, path: string, composed: string): string {
  const home = mkdtempSync(join(tmpdir(), 'golden-'));
  try {
    writeFileSync(join(home, 'composed'), composed);
    execFileSync('git', [
      'diff',
      '--no-index',
      '--no-color',
      join(folder, path),
      join(home, 'composed'),
    ]);
    return `${path}: differs`;
  } catch (error) {
    const { stdout } = error as { stdout?: Buffer };
    return `${path}: differs (golden -, composed +)\n${stdout?.toString()}`;
  } finally {
    rmSync(home, { recursive: true });
  }
}
