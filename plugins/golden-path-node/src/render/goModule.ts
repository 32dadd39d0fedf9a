import type {
  ComposedFile,
  Composition,
} from '@golden-path/backstage-plugin-golden-path-common';
import { printGoMod, printGoSum, tidyModules } from '../gomod';
import type { Pack } from '../pack/pack';
import type { FileDraft } from '../plan/draft';

const DECLARATION = /^(func|type|var|const)\b/m;
const IMPORT = /^(?:import |\t)(?:[\w.]+ )?"([^"]+)"/gm;

/** go.mod and go.sum of the files, as `go mod tidy` would leave them. */
export function goModuleFiles(
  pack: Pack,
  composition: Composition,
  files: readonly ComposedFile[],
): FileDraft[] {
  const own = composition.service.module;
  const external = new Set(
    files
      .filter(({ path }) => isServiceCode(path))
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

/** Paths that formatted Go imports. */
export function importsOf(source: string): string[] {
  const end = DECLARATION.exec(source)?.index ?? source.length;
  return [...source.slice(0, end).matchAll(IMPORT)].map(
    match => match[1] ?? '',
  );
}

/** Tools have a module of their own. */
function isServiceCode(path: string): boolean {
  return path.endsWith('.go') && !path.startsWith('tools/');
}

function isExternal(path: string, own: string): boolean {
  const first = path.split('/')[0] ?? '';
  return first.includes('.') && path !== own && !path.startsWith(`${own}/`);
}
