import type { ComposedFile } from '@golden-path/backstage-plugin-golden-path-common';

const DECLARATION = /^(func|type|var|const)\b/m;
const IMPORT = /^(?:import |\t)(?:[\w.]+ )?"([^"]+)"/gm;

/** Paths that formatted Go imports. */
export function importsOf(source: string): string[] {
  const end = DECLARATION.exec(source)?.index ?? source.length;
  return [...source.slice(0, end).matchAll(IMPORT)].map(
    match => match[1] ?? '',
  );
}

const imports = new WeakMap<ComposedFile, readonly string[]>();

/** Paths that a composed Go file imports. */
export function importsOfFile(file: ComposedFile): readonly string[] {
  const paths = imports.get(file) ?? importsOf(file.content);
  imports.set(file, paths);
  return paths;
}

/** Go files of the service's own module; tools have one of their own. */
export function serviceCode(files: readonly ComposedFile[]): ComposedFile[] {
  return files.filter(
    ({ path }) => path.endsWith('.go') && !path.startsWith('tools/'),
  );
}

/**
 * Throws when a file imports a package of the service that nothing composed.
 */
export function checkOwnImports(
  files: readonly ComposedFile[],
  module: string,
): void {
  const code = serviceCode(files);
  const folders = new Set(
    code.map(({ path }) => path.slice(0, path.lastIndexOf('/'))),
  );
  const own = `${module}/`;
  for (const file of code) {
    for (const imported of importsOfFile(file)) {
      if (!imported.startsWith(own)) continue;
      if (folders.has(imported.slice(own.length))) continue;
      throw new Error(
        `${file.path} of '${file.pattern}' imports ${imported}, which no chosen pattern brings`,
      );
    }
  }
}
