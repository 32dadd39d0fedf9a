import type {
  Composition,
  FileTree,
} from '@golden-path/backstage-plugin-golden-path-common';
import { lockFile } from './lock';
import type { Pack } from './pack';
import { draftPlan, plan } from './plan/plan';
import { orderByPath } from './plan/ownership';
import type { FileDraft } from './plan/draft';
import { codeowners } from './profile/codeowners';
import { onOwnImages } from './profile/dockerfile';
import { licensed } from './profile/licensed';
import { goModuleFiles } from './render/goModule';
import { checkOwnImports } from './render/importsOf';
import { render, renderDraft } from './render/render';
import { treeHash } from './render/treeHash';

/**
 * Composes the whole repository of a resolved composition: pure, touches no
 * file system, and gives the same tree every time. Throws only when the pack
 * is at fault.
 * @public
 */
export function composeTree(pack: Pack, composition: Composition): FileTree {
  // Files about the other files belong to the golden path itself.
  const owned = (draft: FileDraft) =>
    renderDraft(draftPlan(draft, composition.goldenPath.id));
  const { profile } = composition;
  const code = licensed(
    onOwnImages(render(pack, composition, plan(pack, composition)), profile),
    profile?.licence,
  );
  checkOwnImports(code, composition.service.module);
  const modules = goModuleFiles(pack, composition, code).map(owned);
  const locked = orderByPath([
    ...code,
    ...modules,
    ...codeowners(profile).map(owned),
  ]);
  const files = orderByPath([...locked, owned(lockFile(composition, locked))]);
  return { files, hash: treeHash(files) };
}
