import { recentOf } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  ComposedFile,
  Composition,
} from '@golden-path/backstage-plugin-golden-path-common';
import { printGoMod, printGoSum, tidyModules } from '../gomod';
import type { ModuleTable, TidyModules } from '../gomod';
import type { Pack } from '../pack/pack';
import type { FileDraft } from '../plan/draft';
import { importsOfFile, serviceCode } from './importsOf';

/** go.mod and go.sum of the files, as `go mod tidy` would leave them. */
export function goModuleFiles(
  pack: Pack,
  composition: Composition,
  files: readonly ComposedFile[],
): FileDraft[] {
  const own = composition.service.module;
  // Hundreds of files import the same few packages.
  const imported = new Set(serviceCode(files).flatMap(importsOfFile));
  const external = [...imported].filter(path => isExternal(path, own));
  const tidy = tidied(pack.modules, external.sort());
  return [
    {
      path: 'go.mod',
      class: 'merged',
      content: printGoMod(own, pack.modules.go, tidy),
    },
    { path: 'go.sum', class: 'merged', content: printGoSum(tidy) },
  ];
}

/** Services of one golden path import much the same. */
const KEPT = 100;

const known = recentOf<ModuleTable, TidyModules>(KEPT);

function tidied(table: ModuleTable, imports: readonly string[]): TidyModules {
  return known(table, imports.join(' '), () => tidyModules(table, imports));
}

function isExternal(path: string, own: string): boolean {
  const first = path.split('/')[0] ?? '';
  return first.includes('.') && path !== own && !path.startsWith(`${own}/`);
}
