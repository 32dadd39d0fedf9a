import {
  factsSchema,
  goldenPathSchema,
  parseYaml,
  patternManifestSchema,
} from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Facts,
  GoldenPath,
  PatternManifest,
} from '@golden-path/backstage-plugin-golden-path-common';
import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { moduleTableSchema } from '../gomod';
import type { ModuleTable } from '../gomod';
import type { SourceFile } from './pack';
import type { PackProblem } from './packError';

/** Folder of a pack that holds the Go module of patterns. */
export const PATTERNS_FOLDER = 'patterns';

/** A value, or what keeps it from being read. */
export interface Read<T> {
  readonly values: readonly T[];
  readonly problems: readonly PackProblem[];
}

/** Whether a folder holds patterns, as each pack does. */
export async function hasPatterns(root: string): Promise<boolean> {
  return stat(join(root, PATTERNS_FOLDER)).then(
    found => found.isDirectory(),
    () => false,
  );
}

/** Reads every `patterns/<id>/pattern.yaml`. */
export async function readManifests(
  root: string,
): Promise<Read<PatternManifest>> {
  const folders = await foldersOf(join(root, PATTERNS_FOLDER));
  const files = folders.map(id => `${PATTERNS_FOLDER}/${id}/pattern.yaml`);
  const reads = await Promise.all(
    files.map(file => readYaml(root, file, patternManifestSchema)),
  );
  return joinReads(reads);
}

/** Reads every `<folder>/golden-path.yaml`. */
export async function readGoldenPaths(root: string): Promise<Read<GoldenPath>> {
  const files = (await foldersOf(root)).map(id => `${id}/golden-path.yaml`);
  const reads = await Promise.all(
    files.map(file => readYaml(root, file, goldenPathSchema)),
  );
  return joinReads(reads);
}

/** Reads `patterns/facts.json`. */
export function readFacts(root: string): Promise<Read<Facts>> {
  return readJson(
    root,
    `${PATTERNS_FOLDER}/facts.json`,
    factsSchema,
    "Run 'go run ./tools/facts' in the patterns module.",
  );
}

/** Reads `patterns/modules.json`. */
export function readModules(root: string): Promise<Read<ModuleTable>> {
  return readJson(
    root,
    `${PATTERNS_FOLDER}/modules.json`,
    moduleTableSchema,
    "Run 'go run ./tools/modtable' in the patterns module.",
  );
}

/**
 * Reads every file below a folder of the patterns module. At once and not in
 * the background: hundreds of small files take a few milliseconds that way.
 */
export function readSources(root: string, folder: string): SourceFile[] {
  const base = join(root, PATTERNS_FOLDER);
  const found = lstatSync(join(base, folder), { throwIfNoEntry: false });
  if (found?.isFile()) return [readSource(base, folder)];
  if (!found?.isDirectory()) return [];
  return readdirSync(join(base, folder), { withFileTypes: true }).flatMap(
    entry => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return readSources(root, path);
      return entry.isFile() ? [readSource(base, path)] : [];
    },
  );
}

function readSource(base: string, path: string): SourceFile {
  const file = join(base, path);
  const executable = (statSync(file).mode & 0o111) !== 0;
  return { path, bytes: readFileSync(file), executable };
}

async function readYaml<T>(
  root: string,
  file: string,
  schema: z.ZodType<T>,
): Promise<Read<T>> {
  const text = await readText(join(root, file));
  if (text === undefined) return { values: [], problems: [] };
  const { value, problems } = parseYaml(text, schema);
  return {
    values: value === undefined ? [] : [value],
    problems: problems.map(problem => ({ ...problem, file })),
  };
}

async function readJson<T>(
  root: string,
  file: string,
  schema: z.ZodType<T>,
  advice: string,
): Promise<Read<T>> {
  const text = await readText(join(root, file));
  const problem = (message: string): Read<T> => ({
    values: [],
    problems: [{ file, path: [], message, advice }],
  });
  if (text === undefined) return problem('is missing');
  const data = parseJson(text);
  if (data === undefined) return problem('is no JSON');
  const read = schema.safeParse(data);
  if (read.success) return { values: [read.data], problems: [] };
  const [issue] = read.error.issues;
  return problem(`${issue?.path.join('.')}: ${issue?.message}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function foldersOf(folder: string): Promise<string[]> {
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true });
  return entries
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function joinReads<T>(reads: readonly Read<T>[]): Read<T> {
  return {
    values: reads.flatMap(({ values }) => values),
    problems: reads.flatMap(({ problems }) => problems),
  };
}
