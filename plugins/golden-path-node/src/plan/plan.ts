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

/** Gives a draft its owner. */
export function draftPlan(draft: FileDraft, owner: string): DraftPlan {
  return {
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
}

function planDrafts(
  pack: Pack,
  composition: Composition,
  pattern: PatternManifest,
): DraftPlan[] {
  return pattern.emitters.flatMap(({ id, params = {} }) => {
    const emit = EMITTERS[id];
    if (!emit) throw new Error(`'${pattern.id}' names no emitter with '${id}'`);
    return emit({ composition, pack, params, pattern }).map(draft =>
      draftPlan(draft, pattern.id),
    );
  });
}
