import {
  loadPack,
  PackError,
} from '@golden-path/backstage-plugin-golden-path-node';
import { lstat } from 'node:fs/promises';
import { packOf, readComposition } from '../inputs';
import type { Given } from '../inputs';
import { EXIT, writeJson } from '../io';
import type { ExitCode, Io } from '../io';
import { InputProblems, reportProblems } from '../problems';
import type { FileProblem } from '../problems';

/** Checks answers files, and packs where a folder is named. */
export async function validate(
  io: Io,
  paths: readonly string[],
  { json = false, ...given }: Given & { json?: boolean },
): Promise<ExitCode> {
  const problems: FileProblem[] = [];
  for (const path of paths) {
    const check = (await isFolder(path))
      ? checkPack(path)
      : checkAnswers(io, path, given);
    problems.push(...(await check));
  }
  if (problems.length > 0) return reportProblems(io, problems, json);
  if (json) writeJson(io, { ok: true, problems: [] });
  else io.out(paths.map(path => `${path}: ok\n`).join(''));
  return EXIT.ok;
}

async function checkAnswers(
  io: Io,
  file: string,
  given: Given,
): Promise<readonly FileProblem[]> {
  try {
    const { catalogue } = await packOf(io, given);
    await readComposition(io, catalogue, file);
    return [];
  } catch (error) {
    if (error instanceof InputProblems) return error.problems;
    throw error;
  }
}

async function checkPack(folder: string): Promise<readonly FileProblem[]> {
  try {
    await loadPack(folder);
    return [];
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    return error.problems.map(problem => ({
      ...problem,
      file: `${folder.replace(/\/$/, '')}/${problem.file}`,
    }));
  }
}

async function isFolder(path: string): Promise<boolean> {
  return lstat(path).then(
    stat => stat.isDirectory(),
    () => false,
  );
}
