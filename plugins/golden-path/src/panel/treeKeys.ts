import type { TreeRow } from './fileTree';

/** What a key does in a tree: moves the focus, or opens and closes a folder. */
export type TreeMove =
  | { readonly focus: string }
  | { readonly toggle: string }
  | undefined;

/** The move that a key makes from a row, as the ARIA tree pattern asks. */
export function treeMove(
  rows: readonly TreeRow[],
  path: string,
  key: string,
): TreeMove {
  const at = rows.findIndex(({ node }) => node.path === path);
  const row = rows[at];
  if (!row) return undefined;
  const to = (index: number): TreeMove => {
    const target = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    return target && { focus: target.node.path };
  };
  const isFolder = !row.node.file;
  switch (key) {
    case 'ArrowDown':
      return to(at + 1);
    case 'ArrowUp':
      return to(at - 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(rows.length - 1);
    case 'ArrowRight':
      if (!isFolder) return undefined;
      return row.open ? to(at + 1) : { toggle: path };
    case 'ArrowLeft':
      if (row.open) return { toggle: path };
      return to(parentIndex(rows, at));
    default:
      return undefined;
  }
}

function parentIndex(rows: readonly TreeRow[], at: number): number {
  const level = rows[at]?.level ?? 1;
  for (let index = at - 1; index >= 0; index -= 1) {
    if ((rows[index]?.level ?? 1) < level) return index;
  }
  return at;
}
