import type { Evidence } from '../finding';
import type { GoFile, GoFileRole } from '../go/goFile';
import type { GoService } from '../service';

/** Places in the service's own code, comments and texts aside, that match. */
export function inCode(
  service: GoService,
  pattern: RegExp,
  why: (match: RegExpExecArray) => string,
  roles: readonly GoFileRole[] = ['service'],
): Evidence[] {
  return service.goFiles
    .filter(({ role }) => roles.includes(role))
    .flatMap(file => firstMatch(file, pattern, why));
}

function firstMatch(
  file: GoFile,
  pattern: RegExp,
  why: (match: RegExpExecArray) => string,
): Evidence[] {
  const match = pattern.exec(file.code);
  return match
    ? [{ path: file.path, line: file.lineAt(match.index), why: why(match) }]
    : [];
}

/** String literals of the service's own code that match as a whole. */
export function inStrings(
  service: GoService,
  pattern: RegExp,
  why: (value: string) => string,
): Evidence[] {
  return service.goFiles
    .filter(({ role }) => role === 'service')
    .flatMap(file => {
      const hit = file.strings.find(({ value }) => pattern.test(value));
      return hit
        ? [
            {
              path: file.path,
              line: file.lineAt(hit.offset),
              why: why(hit.value),
            },
          ]
        : [];
    });
}

/** The first line of each text file that passes the test; `paths` picks the files. */
export function inText(
  service: GoService,
  paths: RegExp,
  lines: { test(line: string): boolean },
  why: (line: string) => string,
): Evidence[] {
  return [...service.files].flatMap(([path, text]) => {
    if (text === undefined || !paths.test(path)) return [];
    const all = text.split('\n');
    const index = all.findIndex(line => lines.test(line));
    return index < 0
      ? []
      : [{ path, line: index + 1, why: why(all[index]?.trim() ?? '') }];
  });
}

/** A line that may be shown to others: what stands before the host of an address is left out. */
export function withoutSecrets(line: string): string {
  return line
    .replace(/:\/\/[^@\s/"']*@/g, '://…@')
    .replace(/\b[^\s:"'@/]+:[^\s@"']+@(tcp|unix)\(/g, '…@$1(');
}
