import {
  composeTree,
  TargetError,
  writeTree,
} from '@golden-path/backstage-plugin-golden-path-node';
import type { WriteOutcome } from '@golden-path/backstage-plugin-golden-path-node';
import { resolve as resolvePath } from 'node:path';
import { packOf, readComposition } from '../inputs';
import type { Given } from '../inputs';
import { EXIT, writeJson } from '../io';
import type { ExitCode, Io } from '../io';
import { InputProblems } from '../problems';

/** Composes a repository into a new or empty folder. */
export async function compose(
  io: Io,
  file: string,
  out: string,
  { json, dryRun, ...given }: Given & { json?: boolean; dryRun?: boolean },
): Promise<ExitCode> {
  const loaded = await packOf(io, given);
  const composition = await readComposition(io, loaded.catalogue, file);
  const tree = composeTree(loaded, composition);
  const outcome = dryRun ? 'planned' : await write(out, tree, io.signal);
  const directory = resolvePath(out);
  if (json) {
    writeJson(io, {
      ok: true,
      outcome,
      directory,
      hash: tree.hash,
      patterns: composition.patterns,
      answers: composition.answers,
      files: tree.files.map(({ content, ...origin }) => ({
        ...origin,
        size: Buffer.byteLength(content),
      })),
    });
    return EXIT.ok;
  }
  if (dryRun) io.out(tree.files.map(({ path }) => `${path}\n`).join(''));
  io.out(`${outcome}: ${tree.files.length} files in ${directory}\n`);
  io.out(`hash: ${tree.hash}\n`);
  return EXIT.ok;
}

async function write(
  out: string,
  tree: Parameters<typeof writeTree>[0],
  signal: AbortSignal | undefined,
): Promise<WriteOutcome> {
  try {
    return await writeTree(tree, out, { signal });
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    throw new InputProblems([
      { file: out, path: [], message: error.message, advice: error.advice },
    ]);
  }
}
