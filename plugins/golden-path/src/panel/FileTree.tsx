import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { RiArrowDownSFill, RiArrowRightSFill } from '@remixicon/react';
import { visibleRows } from './fileTree';
import type { TreeNode, TreeRow } from './fileTree';
import { treeMove } from './treeKeys';
import styles from './FileTree.module.css';

/**
 * Files as a tree that is walked by keyboard. What changed is open at first;
 * `asideOf` says what stands at the right end of a row.
 */
export function FileTree(props: {
  readonly label: string;
  readonly nodes: readonly TreeNode[];
  readonly openAtFirst: (node: TreeNode) => boolean;
  readonly selected?: string;
  readonly onSelect?: (path: string) => void;
  readonly asideOf: (node: TreeNode) => ReactNode;
}) {
  const { nodes, openAtFirst, selected, onSelect } = props;
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(
    new Map(),
  );
  const [current, setCurrent] = useState<string>();
  const ref = useRef<HTMLDivElement>(null);
  const rows = visibleRows(
    nodes,
    node => toggled.get(node.path) ?? openAtFirst(node),
  );
  const isShown = (path?: string) => rows.some(row => row.node.path === path);
  const tabStop =
    [current, selected].find(isShown) ?? rows[0]?.node.path ?? undefined;

  const toggle = (path: string) => {
    const row = rows.find(each => each.node.path === path);
    setToggled(new Map(toggled).set(path, !row?.open));
  };
  const activate = ({ node }: TreeRow) => {
    setCurrent(node.path);
    if (!node.file) toggle(node.path);
    else onSelect?.(node.path);
  };
  const onKeyDown = (event: KeyboardEvent, row: TreeRow) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      activate(row);
      return;
    }
    const move = treeMove(rows, row.node.path, event.key);
    if (!move) return;
    event.preventDefault();
    if ('toggle' in move) {
      toggle(move.toggle);
      return;
    }
    setCurrent(move.focus);
    const items = ref.current?.querySelectorAll<HTMLElement>('[data-path]');
    [...(items ?? [])].find(item => item.dataset.path === move.focus)?.focus();
  };

  return (
    <div ref={ref} role="tree" aria-label={props.label} className={styles.tree}>
      {rows.map(row => {
        const { node, level, open } = row;
        return (
          <div
            key={node.path}
            role="treeitem"
            data-path={node.path}
            data-change={node.change}
            aria-level={level}
            aria-expanded={node.file ? undefined : open}
            aria-selected={node.path === selected}
            tabIndex={node.path === tabStop ? 0 : -1}
            className={styles.row}
            style={{ paddingInlineStart: 4 + level * 12 }}
            onClick={() => activate(row)}
            onKeyDown={event => onKeyDown(event, row)}
          >
            <span className={styles.arrow} aria-hidden>
              {!node.file && open && <RiArrowDownSFill size={14} />}
              {!node.file && !open && <RiArrowRightSFill size={14} />}
            </span>
            <span className={styles.name} title={node.path}>
              {node.name}
            </span>
            {props.asideOf(node)}
          </div>
        );
      })}
    </div>
  );
}
