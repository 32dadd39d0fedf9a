import type { FileFact } from '@golden-path/backstage-plugin-golden-path-common';
import type { Subject } from '../plan/sampleNames';
import { applyEdits } from './edits';
import type { Edit } from './edits';
import type { ImportTable } from './importTable';

const QUOTE = 0x22;
const NEWLINE = 0x0a;

interface ImportLine {
  readonly start: number;
  readonly end: number;
  readonly path: string;
  readonly text: string;
}

/**
 * Edits that give imports their path in the service. Lines of one group are
 * sorted again, because gofmt orders them by path.
 */
export function rewriteImports(
  bytes: Uint8Array,
  fact: FileFact,
  names: readonly Edit[],
  subject: Subject,
  table: ImportTable,
): Edit[] {
  const lines = fact.imports.map((spec): ImportLine => {
    const path = table(spec.path, subject);
    const edit = pathEdit(bytes, spec, path);
    const start = bytes.lastIndexOf(NEWLINE, spec.start) + 1;
    const end = endOfLine(bytes, spec.end);
    const others = names.filter(
      n => n.end <= edit.start || n.start >= edit.end,
    );
    const text = applyEdits(bytes, [...others, edit], start, end);
    return { start, end, path, text };
  });
  return groups(lines).flatMap(group => {
    const sorted = [...group].sort((a, b) => (a.path < b.path ? -1 : 1));
    return group.map(({ start, end }, index) => ({
      start,
      end,
      text: sorted[index]?.text ?? '',
    }));
  });
}

function pathEdit(
  bytes: Uint8Array,
  { start, end }: { start: number; end: number },
  path: string,
): Edit {
  return bytes[start] === QUOTE
    ? { start, end, text: `"${path}"` }
    : { start, end, text: path };
}

/** Neighbouring lines form a group. */
function groups(lines: readonly ImportLine[]): ImportLine[][] {
  const result: ImportLine[][] = [];
  for (const line of [...lines].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last?.at(-1)?.end === line.start - 1) last.push(line);
    else result.push([line]);
  }
  return result;
}

function endOfLine(bytes: Uint8Array, from: number): number {
  const at = bytes.indexOf(NEWLINE, from);
  return at === -1 ? bytes.length : at;
}
