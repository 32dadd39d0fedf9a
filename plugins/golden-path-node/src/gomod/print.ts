import type { Requirement, TidyModules } from './tidy';

function requireBlock(requirements: readonly Requirement[]): string[] {
  const lines = requirements.map(
    ({ path, version, direct }) =>
      `${path} ${version}${direct ? '' : ' // indirect'}`,
  );
  if (lines.length === 0) {
    return [];
  }
  // The go command folds a block of one.
  return lines.length === 1
    ? [`require ${lines[0]}\n`]
    : [`require (\n${lines.map(line => `\t${line}\n`).join('')})\n`];
}

/** Prints go.mod as the go command formats it. */
export function printGoMod(
  module: string,
  goLine: string,
  { requirements }: TidyModules,
): string {
  return [
    `module ${module}\n`,
    `go ${goLine}\n`,
    ...requireBlock(requirements.filter(({ direct }) => direct)),
    ...requireBlock(requirements.filter(({ direct }) => !direct)),
  ].join('\n');
}

/** Prints go.sum. */
export function printGoSum({ sums }: TidyModules): string {
  return sums
    .map(({ module, sum }) => {
      const at = module.lastIndexOf('@');
      return `${module.slice(0, at)} ${module.slice(at + 1)} ${sum}\n`;
    })
    .join('');
}
