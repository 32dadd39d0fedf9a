import { maskGo } from './maskGo';
import type { MaskedGo } from './maskGo';

/** An import of a Go file. */
export interface GoImport {
  readonly path: string;
  /** `_`, `.` or the name that it gets here. */
  readonly name?: string;
  readonly offset: number;
}

// Between tokens stand blanks and the semicolons that Go puts in itself.
const CLAUSE = /^\uFEFF?[\s;]*package\s+[\p{L}_][\p{L}\p{N}_]*/u;
const KEYWORD = /[\s;]*import(?![\p{L}\p{N}_])[ \t\r\n]*(\(?)/uy;
const SPEC = /[\s;]*(?:([\p{L}_][\p{L}\p{N}_]*|\.)[ \t\r\n]*)?["`]/uy;
const REST_OF_LITERAL = /[ \n]*["`]?/y;

/** The imports of a file in their order: Go allows them before everything else only. */
export function importsOf({ code, strings }: MaskedGo): GoImport[] {
  const clause = CLAUSE.exec(code);
  if (!clause) return [];
  const values = new Map(strings.map(({ offset, value }) => [offset, value]));
  const found: GoImport[] = [];
  let at = clause[0].length;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(code);
    if (match) at = pattern.lastIndex;
    return match;
  };
  const spec = (): boolean => {
    const match = take(SPEC);
    if (!match) return false;
    const offset = at - 1;
    const path = values.get(offset);
    take(REST_OF_LITERAL);
    if (path) found.push({ path, ...(match[1] && { name: match[1] }), offset });
    return true;
  };
  for (;;) {
    const keyword = take(KEYWORD);
    if (!keyword) return found;
    if (keyword[1] === '(') {
      while (spec());
      if (!take(/[\s;]*\)/y)) return found;
    } else if (!spec()) return found;
  }
}

/** The import paths of a Go file, in their order. @public */
export function goImports(source: string): string[] {
  return importsOf(maskGo(source)).map(({ path }) => path);
}
