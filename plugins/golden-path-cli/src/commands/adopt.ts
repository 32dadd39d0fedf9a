import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  adopt as adoptFiles,
  AdoptError,
  adoptionReport,
  readFolder,
} from '@golden-path/backstage-plugin-golden-path-node';
import type {
  Adoption,
  AdoptOptions,
} from '@golden-path/backstage-plugin-golden-path-node';
import { packOf } from '../inputs';
import { EXIT, writeJson } from '../io';
import type { ExitCode, Io } from '../io';
import { InputProblems } from '../problems';

/** What the command is called with, beside the repository. */
export interface AdoptFlags extends Omit<AdoptOptions, 'annotations'> {
  readonly pack?: string;
  readonly json?: boolean;
  /** Writes catalog-info.yaml; the command only shows it otherwise. */
  readonly write?: boolean;
}

/** Reads a Go service that exists and proposes its catalog-info.yaml, with the evidence. */
export async function adopt(
  io: Io,
  repository: string,
  { pack, json, write, ...options }: AdoptFlags,
): Promise<ExitCode> {
  const { catalogue } = await packOf(io, { pack });
  const adoption = await read(io, repository, options);
  const { path, text, state } = adoption.catalogInfo;
  if (write && state !== 'unchanged') {
    await writeFile(join(repository, path), text);
  }
  if (json) {
    writeJson(io, { ok: true, ...adoption });
    return EXIT.ok;
  }
  io.out(adoptionReport(adoption, catalogue.patterns));
  io.out(write ? `\n${path}: written\n` : `\n${path}:\n\n${text}`);
  return EXIT.ok;
}

async function read(
  io: Io,
  repository: string,
  options: AdoptOptions,
): Promise<Adoption> {
  try {
    return adoptFiles(await readFolder(repository, io.signal), options);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code;
    if (missing === 'ENOENT' || missing === 'ENOTDIR') {
      throw problem(
        repository,
        'is no folder',
        'Name a checked-out repository.',
      );
    }
    if (!(error instanceof AdoptError)) throw error;
    const [message = '', ...advice] = error.message.split('; ');
    throw problem(repository, message, `${advice.join('; ')}.`);
  }
}

function problem(file: string, message: string, advice: string) {
  return new InputProblems([{ file, path: [], message, advice }]);
}
