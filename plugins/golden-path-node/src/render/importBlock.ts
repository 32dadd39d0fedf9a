/** An import of a Go file. */
export interface GoImport {
  readonly path: string;
  readonly name?: string;
}

/**
 * An import declaration as the pack writes it: the standard library, other
 * modules, the service's own packages, each group in gofmt's order.
 */
export function importBlock(
  imports: readonly GoImport[],
  module: string,
): string {
  const specs = new Map(
    imports.map(({ path, name }) => [
      path,
      name === undefined ? `"${path}"` : `${name} "${path}"`,
    ]),
  );
  const paths = [...specs.keys()].sort();
  const [only] = paths;
  if (only === undefined) return '';
  if (paths.length === 1) return `import ${specs.get(only)}\n`;
  const groups = [isStandard, isForeign(module), isOwn(module)]
    .map(test => paths.filter(test))
    .filter(group => group.length > 0)
    .map(group => group.map(path => `\t${specs.get(path)}\n`).join(''));
  return `import (\n${groups.join('\n')})\n`;
}

function isStandard(path: string): boolean {
  return !(path.split('/')[0] ?? '').includes('.');
}

function isOwn(module: string): (path: string) => boolean {
  return path => path.startsWith(`${module}/`);
}

function isForeign(module: string): (path: string) => boolean {
  return path => !isStandard(path) && !isOwn(module)(path);
}
