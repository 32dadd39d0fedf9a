import { Document, isMap, isNode, isPair, isScalar } from 'yaml';
import type { Node } from 'yaml';

/** A remark in a YAML file: before the key or element that `path` leads to. */
export interface YamlRemark {
  readonly path: readonly (string | number)[];
  /** Lines of comment; none gives an empty line only. */
  readonly text?: string;
  /** Whether an empty line stands before it. */
  readonly space?: boolean;
}

/** Which readers of YAML must take the file for what it is. */
export type YamlReaders = 'all' | 'yaml-1.2';

/**
 * Prints plain data as YAML: keys in their order, strings quoted where a
 * reader could take them for something else (`on`, `0o7`, `12:30`), long lines
 * never folded. A remark with an empty path heads the file.
 */
export function printYaml(
  value: unknown,
  remarks: readonly YamlRemark[] = [],
  readers: YamlReaders = 'all',
): string {
  const document = new Document(value, {
    aliasDuplicateObjects: false,
    ...(readers === 'all' && { compat: 'yaml-1.1' as const }),
  });
  for (const remark of remarks) put(document, remark);
  return document.toString({
    lineWidth: 0,
    singleQuote: true,
    blockQuote: 'literal',
    flowCollectionPadding: false,
  });
}

function put(document: Document, { path, text, space }: YamlRemark): void {
  if (path.length === 0) {
    document.commentBefore = comment(text) ?? null;
    return;
  }
  const node = nodeAt(document, path);
  if (!node) throw new Error(`no YAML node at ${path.join('.')}`);
  if (text) node.commentBefore = comment(text);
  if (space) node.spaceBefore = true;
}

/** The key's node for an entry of a map, else the element itself. */
function nodeAt(
  document: Document,
  path: readonly (string | number)[],
): Node | undefined {
  const last = path.at(-1);
  const parent =
    path.length === 1
      ? document.contents
      : document.getIn(path.slice(0, -1), true);
  if (isMap(parent)) {
    const pair = parent.items.find(
      item => isPair(item) && isScalar(item.key) && item.key.value === last,
    );
    return isNode(pair?.key) ? pair.key : undefined;
  }
  const node = document.getIn(path, true);
  return isNode(node) ? node : undefined;
}

function comment(text: string | undefined): string | undefined {
  return text?.replace(/^/gm, ' ');
}
