import type {
  ComposedFile,
  Composition,
} from '@golden-path/backstage-plugin-golden-path-common';
import { printGoMod, printGoSum, tidyModules } from '../gomod';
import type { Pack } from '../pack/pack';
import type { FileDraft } from '../plan/draft';
import { importsOf, serviceCode } from './importsOf';

/** go.mod and go.sum of the files, as `go mod tidy` would leave them. */
export function goModuleFiles(
  pack: Pack,
  composition: Composition,
  files: readonly ComposedFile[],
): FileDraft[] {
  const own = composition.service.module;
  const external = new Set(
    serviceCode(files)
      .flatMap(({ content }) => importsOf(content))
      .filter(path => isExternal(path, own)),
  );
  const tidy = tidyModules(pack.modules, [...external].sort());
  return [
    {
      path: 'go.mod',
      class: 'merged',
      content: printGoMod(own, pack.modules.go, tidy),
    },
    { path: 'go.sum', class: 'merged', content: printGoSum(tidy) },
  ];
}

function isExternal(path: string, own: string): boolean {
  const first = path.split('/')[0] ?? '';
  return first.includes('.') && path !== own && !path.startsWith(`${own}/`);
}
