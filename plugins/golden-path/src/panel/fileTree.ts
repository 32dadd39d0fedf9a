import type { PreviewFile } from '@golden-path/backstage-plugin-golden-path-common';
import type { FileChange } from './fileChanges';

/** A folder or a file; a folder holds the sums of what is below. */
export interface TreeNode {
  readonly path: string;
  readonly name: string;
  readonly file?: PreviewFile;
  readonly change?: FileChange;
  readonly files: number;
  readonly added: number;
  readonly changed: number;
  /** Files that no longer come out; they do not count as files. */
  readonly removed: number;
  /** Folders first, then files, each by name. */
  readonly children: readonly TreeNode[];
}

/** Files as nested folders. A folder that holds one folder only is joined with it. */
export function fileTree(
  files: readonly PreviewFile[],
  changes: ReadonlyMap<string, FileChange>,
): readonly TreeNode[] {
  return childrenOf('', files, changes);
}

function childrenOf(
  folder: string,
  files: readonly PreviewFile[],
  changes: ReadonlyMap<string, FileChange>,
): TreeNode[] {
  const below = new Map<string, PreviewFile[]>();
  const leaves: TreeNode[] = [];
  for (const file of files) {
    const [first = '', ...rest] = file.path.slice(folder.length).split('/');
    if (rest.length === 0) leaves.push(leaf(file, first, changes));
    else below.set(first, [...(below.get(first) ?? []), file]);
  }
  const folders = [...below].map(([name, held]) =>
    folderNode(`${folder}${name}/`, `${name}/`, held, changes),
  );
  return [...folders.sort(byName), ...leaves.sort(byName)];
}

function folderNode(
  path: string,
  name: string,
  files: readonly PreviewFile[],
  changes: ReadonlyMap<string, FileChange>,
): TreeNode {
  const children = childrenOf(path, files, changes);
  const [only] = children;
  if (only && children.length === 1 && !only.file) {
    return { ...only, name: `${name}${only.name}` };
  }
  const sum = (of: 'files' | 'added' | 'changed' | 'removed') =>
    children.reduce((total, child) => total + child[of], 0);
  return {
    path,
    name,
    children,
    files: sum('files'),
    added: sum('added'),
    changed: sum('changed'),
    removed: sum('removed'),
  };
}

function leaf(
  file: PreviewFile,
  name: string,
  changes: ReadonlyMap<string, FileChange>,
): TreeNode {
  const change = changes.get(file.path);
  return {
    path: file.path,
    name,
    file,
    change,
    files: change === 'removed' ? 0 : 1,
    added: change === 'added' ? 1 : 0,
    changed: change === 'changed' ? 1 : 0,
    removed: change === 'removed' ? 1 : 0,
    children: [],
  };
}

/** Whether the last choice did something to a file, or below a folder. */
export function hasChanged({ added, changed, removed }: TreeNode): boolean {
  return added + changed + removed > 0;
}

function byName(a: TreeNode, b: TreeNode): number {
  return a.name < b.name ? -1 : 1;
}

/** A row of the tree as it is shown. */
export interface TreeRow {
  readonly node: TreeNode;
  readonly level: number;
  readonly open: boolean;
}

/** The rows that are visible while these folders are open. */
export function visibleRows(
  nodes: readonly TreeNode[],
  isOpen: (node: TreeNode) => boolean,
  level = 1,
): TreeRow[] {
  return nodes.flatMap(node => {
    const open = !node.file && isOpen(node);
    const row: TreeRow = { node, level, open };
    return open
      ? [row, ...visibleRows(node.children, isOpen, level + 1)]
      : [row];
  });
}

/**
 * The tree with what did not change folded to one row a folder, once something
 * did. Folders at the top stay: they say where things are.
 */
export function foldUnchanged(
  nodes: readonly TreeNode[],
  parent = '',
): readonly TreeNode[] {
  const isUnchanged = (node: TreeNode) =>
    !hasChanged(node) && (parent !== '' || node.file !== undefined);
  const unchanged = nodes.filter(isUnchanged);
  if (!nodes.some(hasChanged)) return nodes;
  const rest = (
    unchanged.length > 2 ? nodes.filter(n => !isUnchanged(n)) : nodes
  ).map(node =>
    node.file
      ? node
      : { ...node, children: foldUnchanged(node.children, node.path) },
  );
  if (unchanged.length <= 2) return rest;
  const files = unchanged.reduce((sum, node) => sum + node.files, 0);
  const folded: TreeNode = {
    path: `${parent}…`,
    name: `${unchanged.length} unchanged`,
    files,
    added: 0,
    changed: 0,
    removed: 0,
    children: unchanged,
  };
  return [...rest, folded];
}

/** Only what was added, changed or removed, with the folders above. */
export function onlyChanged(nodes: readonly TreeNode[]): TreeNode[] {
  return nodes
    .filter(hasChanged)
    .map(node => ({ ...node, children: onlyChanged(node.children) }));
}

/** Only files whose path or pattern holds the words, with the folders above. */
export function matching(
  nodes: readonly TreeNode[],
  query: string,
): TreeNode[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = ({ file }: TreeNode) => {
    const text = `${file?.path} ${file?.pattern}`.toLowerCase();
    return words.every(word => text.includes(word));
  };
  return nodes.flatMap(node => {
    if (node.file) return matches(node) ? [node] : [];
    const children = matching(node.children, query);
    return children.length > 0 ? [{ ...node, children }] : [];
  });
}
