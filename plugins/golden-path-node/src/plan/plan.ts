import type {
  Composition,
  PatternManifest,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Pack } from '../pack/pack';
import { chosenPatterns } from './chosenPatterns';
import type { FileDraft } from './draft';
import { EMITTERS } from './emitters';
import type { DraftPlan, FilePlan } from './filePlan';
import { orderByPath } from './ownership';
import { planCopies } from './planCopies';
import { reusing } from './reusing';

/**
 * Every file of the repository with its one owner, ordered by path.
 * Throws an error that names both when two patterns claim one path.
 * @public
 */
export function plan(pack: Pack, composition: Composition): FilePlan[] {
  const patterns = chosenPatterns(pack, composition);
  return orderByPath([
    ...planCopies(pack, composition, patterns),
    ...patterns.flatMap(pattern => planDrafts(pack, composition, pattern)),
  ]);
}

const plans = new WeakMap<FileDraft, DraftPlan>();

/** Gives a draft its owner. */
export function draftPlan(draft: FileDraft, owner: string): DraftPlan {
  const known = plans.get(draft);
  if (known?.pattern === owner) return known;
  const made: DraftPlan = {
    kind: 'draft',
    path: draft.path,
    class: draft.class,
    pattern: owner,
    contributors: [...new Set(draft.contributors ?? [])]
      .filter(id => id !== owner)
      .sort(),
    ...(draft.resource === undefined ? {} : { resource: draft.resource }),
    content: draft.content,
    executable: draft.executable ?? false,
  };
  plans.set(draft, made);
  return made;
}

function planDrafts(
  pack: Pack,
  composition: Composition,
  pattern: PatternManifest,
): DraftPlan[] {
  return draftersOf(pack, pattern)
    .flatMap(drafter => drafter(composition))
    .map(draft => draftPlan(draft, pattern.id));
}

type Drafter = (composition: Composition) => readonly FileDraft[];

const drafters = new WeakMap<Pack, Map<PatternManifest, readonly Drafter[]>>();

/** The emitters of a pattern, each of which is asked only for what changed. */
function draftersOf(pack: Pack, pattern: PatternManifest): readonly Drafter[] {
  const ofPack = drafters.get(pack) ?? new Map();
  drafters.set(pack, ofPack);
  const known: readonly Drafter[] =
    ofPack.get(pattern) ??
    pattern.emitters.map(({ id, params = {} }) => {
      const emit = EMITTERS[id];
      if (!emit)
        throw new Error(`'${pattern.id}' names no emitter with '${id}'`);
      return reusing(composition =>
        emit({ composition, pack, params, pattern }),
      );
    });
  ofPack.set(pattern, known);
  return known;
}
