import { InputError } from '@backstage/errors';
import {
  answersSchema,
  checkShape,
  compositionEntities,
  compositionTopology,
  formatPath,
  recent,
  resolve,
  unknownGoldenPath,
} from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Answers,
  Composition,
  Problem,
  Profile,
  Resolution,
} from '@golden-path/backstage-plugin-golden-path-common';
import { composeTree } from '../compose';
import { loadPack } from '../pack';
import type { Pack } from '../pack';
import { packsWithProfile } from '../profile';
import { listed } from '../render/treeHash';
import { sentPreview, type Evaluation } from './evaluation';
import type {
  Composed,
  GoldenPathService,
  InstalledPack,
} from './goldenPathService';

/** Where a portal's configuration holds the profile. */
export const PROFILE_KEY = 'goldenPath.profile';

/** Answers that are asked for again are of the last moments. */
const KEPT = 8;

/** Composes from packs that were loaded once, in the thread that asks. @public */
export class Composer implements GoldenPathService {
  /**
   * Loads packs from their folders, as an organisation with the profile uses
   * them.
   *
   * @throws Error when a pack is broken, two offer one golden path, or the
   *   profile fits no pack
   */
  static async load(
    directories: readonly string[],
    profile?: Profile,
  ): Promise<Composer> {
    const packs = packsWithProfile(
      await Promise.all(directories.map(loadPack)),
      profile,
      PROFILE_KEY,
    );
    const byGoldenPath = new Map<string, Pack>();
    for (const pack of packs) {
      for (const { id } of pack.catalogue.goldenPaths) {
        const other = byGoldenPath.get(id);
        if (other) {
          throw new Error(
            `Golden path '${id}' is in two packs, ${other.root} and ${pack.root}; rename one or install one of them`,
          );
        }
        byGoldenPath.set(id, pack);
      }
    }
    return new Composer(packs, byGoldenPath);
  }

  readonly #packs: readonly Pack[];
  readonly #byGoldenPath: ReadonlyMap<string, Pack>;
  readonly #kept = recent<Composed>(KEPT);

  private constructor(
    packs: readonly Pack[],
    byGoldenPath: ReadonlyMap<string, Pack>,
  ) {
    this.#packs = packs;
    this.#byGoldenPath = byGoldenPath;
  }

  packs(): readonly InstalledPack[] {
    return this.#packs.map(({ root, catalogue }) => ({
      directory: root,
      catalogue,
    }));
  }

  /** Settles answers of any shape; never throws on what a person wrote. */
  resolve(answers: unknown): Resolution {
    const { value, problems } = checkShape(answers, answersSchema);
    if (!value) {
      return { groups: [], problems };
    }
    const pack = this.#packOf(value);
    return pack
      ? resolve(pack.catalogue, value)
      : { groups: [], problems: [this.#unknown(value.goldenPath)] };
  }

  async preview(answers: unknown): Promise<Uint8Array> {
    return sentPreview(await this.evaluate(answers));
  }

  /** Settles answers of any shape, and composes them when they are valid. */
  async evaluate(answers: unknown): Promise<Evaluation> {
    const resolution = this.resolve(answers);
    const { composition } = resolution;
    return composition
      ? { resolution, composed: this.#composed(composition) }
      : { resolution };
  }

  async compose(answers: unknown): Promise<Composed> {
    const { composition, problems } = this.resolve(answers);
    if (composition) return this.#composed(composition);
    throw new InputError(describeProblems(problems));
  }

  #composed(composition: Composition): Composed {
    const key = JSON.stringify(composition.answers);
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const pack = this.#packOf(composition.answers)!;
    const composed = composeAll(pack, composition);
    this.#kept.set(key, composed);
    return composed;
  }

  #packOf(answers: Answers): Pack | undefined {
    return this.#byGoldenPath.get(answers.goldenPath);
  }

  #unknown(id: string): Problem {
    return unknownGoldenPath(id, [...this.#byGoldenPath.keys()].sort());
  }
}

function composeAll(pack: Pack, composition: Composition): Composed {
  const tree = composeTree(pack, composition);
  return {
    composition,
    tree,
    listing: tree.files.map(listed),
    entities: compositionEntities(pack.catalogue, composition),
    topology: compositionTopology(pack.catalogue, composition),
  };
}

/** All problems as lines of `field: what is wrong. What to do.` @public */
export function describeProblems(problems: readonly Problem[]): string {
  return problems
    .map(({ path, message, advice }) => {
      const field = formatPath(path);
      return `${field === '' ? 'answers' : field} ${message}. ${advice}`;
    })
    .join('\n');
}
