import type {
  Composition,
  FileTree,
} from '@golden-path/backstage-plugin-golden-path-common';
import { lockFile } from './lock';
import type { Pack } from './pack';
import { draftPlan, plan } from './plan/plan';
import { orderByPath } from './plan/ownership';
import type { FileDraft } from './plan/draft';
import { goModuleFiles } from './render/goModule';
import { checkOwnImports } from './render/importsOf';
import { render, renderDraft } from './render/render';
import { treeHash } from './render/treeHash';

/**
 * Composes the whole repository of a resolved composition: pure, touches no
 * file system, and gives the same tree every time. Throws only when the pack
 * is at fault.
 */
export function composeTree(pack: Pack, composition: Composition): FileTree {
  // Files about the other files belong to the golden path itself.
  const owned = (draft: FileDraft) =>
    renderDraft(draftPlan(draft, composition.goldenPath.id));
  const code = render(pack, composition, plan(pack, composition));
  checkOwnImports(code, composition.service.module);
  const modules = goModuleFiles(pack, composition, code).map(owned);
  const locked = orderByPath([...code, ...modules]);
  const files = orderByPath([...locked, owned(lockFile(composition, locked))]);
  return { files, hash: treeHash(files) };
}
