import { diffArrays } from 'diff';
import { highlight } from '../preview/highlight';
import type { Token } from '../preview/highlight';

/** Unchanged lines that are shown around a change. */
const AROUND = 3;

/** A line of a difference, or lines in between that are the same. */
export type DiffRow =
  | {
      readonly kind: 'same' | 'added' | 'removed';
      /** Its number in the file as it is, or was; counted from 1. */
      readonly line: number;
      readonly tokens: readonly Token[];
    }
  | { readonly kind: 'folded'; readonly line: number; readonly count: number };

/** The difference of two texts line by line, with a few lines around each change. */
export function lineDiff(
  path: string,
  before: string,
  after: string,
): DiffRow[] {
  return folded(allRows(path, before, after));
}

type LineRow = Exclude<DiffRow, { kind: 'folded' }>;

function allRows(path: string, before: string, after: string): LineRow[] {
  const parts = diffArrays(linesOf(before), linesOf(after));
  const tokensBefore = highlight(path, before);
  const tokensAfter = highlight(path, after);
  const rows: LineRow[] = [];
  let old = 0;
  let now = 0;
  for (const { added, removed, count } of parts) {
    for (let step = 0; step < count; step += 1) {
      if (removed) {
        rows.push({
          kind: 'removed',
          line: old + 1,
          tokens: tokensBefore[old] ?? [],
        });
      } else {
        rows.push({
          kind: added ? 'added' : 'same',
          line: now + 1,
          tokens: tokensAfter[now] ?? [],
        });
        now += 1;
      }
      if (!added) old += 1;
    }
  }
  return rows;
}

function folded(rows: readonly LineRow[]): DiffRow[] {
  const near = new Set<number>();
  rows.forEach(({ kind }, at) => {
    if (kind === 'same') return;
    for (let row = at - AROUND; row <= at + AROUND; row += 1) near.add(row);
  });
  const shown: DiffRow[] = [];
  rows.forEach((row, at) => {
    const last = shown.at(-1);
    if (near.has(at)) shown.push(row);
    else if (last?.kind === 'folded') {
      shown[shown.length - 1] = { ...last, count: last.count + 1 };
    } else shown.push({ kind: 'folded', line: row.line, count: 1 });
  });
  return shown;
}

/** Lines without the empty one that a line break at the end would give. */
function linesOf(text: string): string[] {
  if (text === '') return [];
  return text.replace(/\n$/, '').split('\n');
}
