import type { FileTree } from '@golden-path/backstage-plugin-golden-path-common';
import { randomBytes } from 'node:crypto';
import { lstat, mkdir, realpath, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { pathFault } from '../plan/pathFault';
import { compareWithTree, entriesOf } from './existing';
import { writeFiles } from './writeFiles';

/** How a tree is written. @public */
export interface WriteOptions {
  /** Aborts the writing; nothing is left behind. */
  readonly signal?: AbortSignal;
  /** Folder that the target must lie in, links resolved. */
  readonly within?: string;
}

/** What writing did: `unchanged` when the very same files were there. @public */
export type WriteOutcome = 'written' | 'unchanged';

/** Thrown when the target is not fit. @public */
export class TargetError extends Error {
  constructor(
    message: string,
    /** What to do. */
    readonly advice: string,
  ) {
    super(message);
    this.name = 'TargetError';
  }
}

/**
 * Writes a tree into a folder that does not exist or is empty. The files are
 * written beside it first and appear by a rename, so that nobody ever sees
 * half of them. A folder that holds the very same composition is left as it
 * is; any other content is refused, as are links.
 * @public
 */
export async function writeTree(
  tree: FileTree,
  directory: string,
  { signal, within }: WriteOptions = {},
): Promise<WriteOutcome> {
  refuseBadPaths(tree);
  signal?.throwIfAborted();
  const target = await settleTarget(directory, within);
  const entries = await entriesOf(target);
  if (entries && entries.length > 0) {
    const difference = await compareWithTree(target, tree);
    if (difference === undefined) return 'unchanged';
    throw new TargetError(
      `${target} is not empty: ${difference}`,
      'Choose a new folder or empty this one.',
    );
  }
  const suffix = randomBytes(6).toString('hex');
  const draft = join(dirname(target), `.${basename(target)}.draft-${suffix}`);
  try {
    await mkdir(draft);
    await writeFiles(tree.files, draft, signal);
    signal?.throwIfAborted();
    await putInPlace(draft, target, entries !== undefined);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return 'written';
}

function refuseBadPaths({ files }: FileTree): void {
  for (const { path } of files) {
    const fault = pathFault(path);
    if (fault) {
      throw new TargetError(
        `cannot write ${path}, ${fault}`,
        'Correct the pattern that names the path.',
      );
    }
  }
}

/** The target with the links of its parent resolved. */
async function settleTarget(
  directory: string,
  within: string | undefined,
): Promise<string> {
  const asked = resolve(directory);
  if (dirname(asked) === asked) {
    throw new TargetError(
      `${asked} is the root folder`,
      'Name a folder in it.',
    );
  }
  const parent = await realpath(dirname(asked)).catch(() => {
    throw new TargetError(
      `the folder ${dirname(asked)} does not exist`,
      'Create it first.',
    );
  });
  const target = join(parent, basename(asked));
  if (within !== undefined) {
    const root = await realpath(within);
    if (target !== root && !target.startsWith(root + sep)) {
      throw new TargetError(
        `${asked} lies outside ${within}`,
        'Name a folder inside it.',
      );
    }
  }
  const stat = await lstat(target).catch(() => undefined);
  if (stat?.isSymbolicLink()) {
    throw new TargetError(`${asked} is a link`, 'Name the folder itself.');
  }
  if (stat && !stat.isDirectory()) {
    throw new TargetError(`${asked} is no folder`, 'Choose another name.');
  }
  return target;
}

async function putInPlace(
  draft: string,
  target: string,
  exists: boolean,
): Promise<void> {
  if (!exists) {
    await rename(draft, target);
    return;
  }
  // A shell that stands in the folder would lose it, so it stays the same one.
  if (target === (await realpath(process.cwd())) || !(await removed(target))) {
    await moveEntries(draft, target);
    return;
  }
  await rename(draft, target);
}

async function removed(folder: string): Promise<boolean> {
  return rmdir(folder).then(
    () => true,
    () => false,
  );
}

/** Moves what the draft holds, the lock last: it says that all is there. */
async function moveEntries(draft: string, target: string): Promise<void> {
  const names = ((await entriesOf(draft)) ?? []).sort(
    (a, b) => Number(a === '.golden-path') - Number(b === '.golden-path'),
  );
  const moved: string[] = [];
  try {
    for (const name of names) {
      await rename(join(draft, name), join(target, name));
      moved.push(name);
    }
  } catch (error) {
    for (const name of moved)
      await rename(join(target, name), join(draft, name));
    throw error;
  }
}
