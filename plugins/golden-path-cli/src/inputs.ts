import {
  parseAnswers,
  parseYaml,
  profileSchema,
  resolve,
  withProfile,
} from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Catalogue,
  Composition,
} from '@golden-path/backstage-plugin-golden-path-common';
import {
  loadPack,
  locatePack,
} from '@golden-path/backstage-plugin-golden-path-node';
import type { Pack } from '@golden-path/backstage-plugin-golden-path-node';
import { readFile } from 'node:fs/promises';
import type { Io } from './io';
import { InputProblems } from './problems';

/** What a command works on, as its options name it. */
export interface Given {
  /** Folder of a pack, in the place of the one that ships. */
  readonly pack?: string;
  /** File of an organisation's profile. */
  readonly profile?: string;
}

/**
 * The pack that a command works on, as the organisation uses it. Throws
 * {@link InputProblems} when the profile is wrong.
 */
export async function packOf(
  io: Io,
  { pack: folder, profile: file }: Given,
): Promise<Pack> {
  const pack = await loadPack(folder ?? locatePack());
  if (file === undefined) return pack;
  const text = await readInput(io, file);
  const { value, problems, locate } = parseYaml(text, profileSchema);
  const used = value && withProfile([pack.catalogue], value);
  const wrong = [...problems, ...(used?.problems ?? []).map(locate)];
  const [catalogue] = used?.catalogues ?? [];
  if (wrong.length > 0 || !catalogue) {
    throw new InputProblems(wrong.map(problem => ({ ...problem, file })));
  }
  return { ...pack, catalogue };
}

/** The text of a file, or of standard input for `-`. */
export async function readInput(io: Io, file: string): Promise<string> {
  if (file === '-') return io.stdin();
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new InputProblems([
      {
        file,
        path: [],
        message:
          code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`,
        advice: 'Name a file that can be read, or - for standard input.',
      },
    ]);
  }
}

/** Reads and resolves answers. Throws {@link InputProblems}. */
export async function readComposition(
  io: Io,
  catalogue: Catalogue,
  file: string,
): Promise<Composition> {
  return resolveText(catalogue, file, await readInput(io, file));
}

/** Resolves a text that holds answers. Throws {@link InputProblems}. */
export function resolveText(
  catalogue: Catalogue,
  file: string,
  text: string,
): Composition {
  const { answers, locate } = parse(file, text);
  const { composition, problems } = resolve(catalogue, answers);
  if (composition) return composition;
  throw new InputProblems(
    problems.map(problem => ({ ...locate(problem), file })),
  );
}

function parse(file: string, text: string) {
  const { value, problems, locate } = parseAnswers(text);
  if (value) return { answers: value, locate };
  throw new InputProblems(problems.map(problem => ({ ...problem, file })));
}
