import {
  parseAnswers,
  resolve,
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

/** The pack that a command works on: the one named, or the one that ships. */
export function packOf(folder: string | undefined): Promise<Pack> {
  return loadPack(folder ?? locatePack());
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
