import { importsOf } from './importsOf';
import type { GoImport } from './importsOf';
import { maskGo } from './maskGo';
import type { MaskedGo } from './maskGo';

/** Whose a Go file is: the service's, a test's, a generator's, or that of a tool beside it. */
export type GoFileRole = 'service' | 'test' | 'generated' | 'tool';

/** What Adopt knows of a Go file. */
export interface GoFile extends MaskedGo {
  readonly path: string;
  readonly role: GoFileRole;
  readonly isMain: boolean;
  readonly imports: readonly GoImport[];
  /** The line, from 1, that an offset is on. */
  readonly lineAt: (offset: number) => number;
}

const ASIDE =
  /(^|\/)(tests?|e2e|integration[-_]tests?|[a-z]*testing|test(utils?|helpers?|fixtures?|suites?)|mocks?|examples?|_examples?|hack|benchmarks?|suites)\//i;
const TOOL_FOLDER = /(^|\/)(tools?|scripts?|gen|codegen)\//;
// The form that `go generate` asks for.
const GENERATED = /^\/\/ Code generated .* DO NOT EDIT\.$/m;
const TOOL_TAG = /^\/\/(go:build| \+build).*\b(tools?|ignore)\b/m;

/** Reads what a Go file imports and whose it is; never fails on broken source. */
export function readGoFile(path: string, source: string): GoFile {
  const masked = maskGo(source);
  const head = source.slice(0, 4096);
  return {
    ...masked,
    path,
    role: roleOf(path, head),
    isMain: /^[\s;]*package\s+main\b/.test(masked.code),
    imports: importsOf(masked),
    lineAt: offset => source.slice(0, offset).split('\n').length,
  };
}

function roleOf(path: string, head: string): GoFileRole {
  if (path.endsWith('_test.go') || ASIDE.test(path)) return 'test';
  if (TOOL_TAG.test(head) || TOOL_FOLDER.test(path)) return 'tool';
  return GENERATED.test(head) ? 'generated' : 'service';
}
