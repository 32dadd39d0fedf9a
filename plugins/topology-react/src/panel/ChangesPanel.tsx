import { useMemo } from 'react';
import { Button } from '@backstage/ui';
import {
  type ChangeKind,
  type Changes,
  differenceMeaning,
  differenceText,
  edgeWord,
  nodeDetail,
} from '@golden-path/backstage-plugin-topology-common';
import type { ComparedTopologies } from '../state/lens';
import { counted, nameOfRef } from '../state/words';
import styles from './panel.module.css';

/** One change in words. */
interface ChangeLine {
  id: string;
  name: string;
  detail: string;
  /** What is chosen for it. */
  target: string;
}

const kinds: readonly ChangeKind[] = ['added', 'removed', 'changed'];
const titles: Record<ChangeKind, string> = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
};
const signs: Record<ChangeKind, string> = {
  added: '+',
  removed: '−',
  changed: '~',
};

function listOf<T extends { id: string }>(
  changes: Changes<T>,
  kind: ChangeKind,
  words: (item: T) => Omit<ChangeLine, 'id'>,
): ChangeLine[] {
  if (kind !== 'changed') {
    return changes[kind].map(item => ({ id: item.id, ...words(item) }));
  }
  return changes.changed.map(({ after, fields }) => ({
    id: after.id,
    ...words(after),
    detail: fields
      .map(
        ({ field, before, after: now }) =>
          `${field} ${before || 'none'} → ${now || 'none'}`,
      )
      .join(', '),
  }));
}

function linesOf(
  { difference }: ComparedTopologies,
  kind: ChangeKind,
): ChangeLine[] {
  const { boxes, nodes, edges, union } = difference;
  const names = new Map(
    [...union.boxes, ...union.nodes].map(thing => [
      thing.id,
      thing.title ?? thing.name,
    ]),
  );
  const nameOf = (id: string) => names.get(id) ?? nameOfRef(id);
  return [
    ...listOf(boxes, kind, box => ({
      name: nameOf(box.id),
      detail: box.kind,
      target: box.id,
    })),
    ...listOf(nodes, kind, node => ({
      name: nameOf(node.id),
      detail: nodeDetail(node),
      target: node.id,
    })),
    ...listOf(edges, kind, edge => ({
      name: `${nameOf(edge.from)} → ${nameOf(edge.to)}`,
      detail: [edgeWord(edge), ...edge.operations].join(', '),
      target: edge.from,
    })),
  ];
}

function Meaning({ compared }: { compared: ComparedTopologies }) {
  const { before, after } = compared.difference;
  const meaning = useMemo(
    () => differenceMeaning(before, after),
    [before, after],
  );
  const pairs: [string, [number, number]][] = [
    ['Findings', meaning.insights],
    ['Longest sync chain', meaning.longestSyncChain],
    ['Shared databases', meaning.sharedDatabases],
  ];
  return (
    <section>
      <h3>What it means</h3>
      <dl className={styles.meaning}>
        {pairs.map(([name, [old, now]]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {old} → {now}
            </dd>
          </div>
        ))}
        <div>
          <dt>Services that lost their last caller</dt>
          <dd>{meaning.uncalled.map(nameOfRef).join(', ') || 'none'}</dd>
        </div>
      </dl>
      {meaning.appeared.map(({ id, title, reason }) => (
        <p key={id}>
          New: {title}. {reason}
        </p>
      ))}
      {meaning.gone.map(({ id, title, reason }) => (
        <p key={id} className={styles.quiet}>
          Gone: {title}. {reason}
        </p>
      ))}
    </section>
  );
}

/** Every change between two states, and what they mean. */
export function ChangesPanel({
  compared,
  only,
  onOnly,
  onSelect,
  onNotice,
}: {
  compared: ComparedTopologies;
  /** Whether the graph leaves out what stayed the same. */
  only: boolean;
  onOnly(only: boolean): void;
  onSelect(id: string): void;
  /** Something has happened that is worth a word. */
  onNotice(notice: string): void;
}) {
  const lists = useMemo(
    () => kinds.map(kind => ({ kind, lines: linesOf(compared, kind) })),
    [compared],
  );
  const total = lists.reduce((sum, { lines }) => sum + lines.length, 0);
  const copy = () =>
    navigator.clipboard.writeText(differenceText(compared.difference)).then(
      () => onNotice('Changes copied as text'),
      error => onNotice(`The changes could not be copied: ${error.message}`),
    );
  return (
    <aside className={styles.panel} aria-label="Changes">
      <section>
        <h2>{total === 0 ? 'No changes' : counted(total, 'change')}</h2>
        <div className={styles.quiet}>
          {compared.from} to {compared.to}
        </div>
        <div className={styles.actions}>
          <Button
            className={styles.action}
            size="small"
            variant="secondary"
            onPress={copy}
          >
            Copy as text
          </Button>
          {total > 0 && (
            <Button
              className={styles.action}
              size="small"
              variant="secondary"
              aria-pressed={only}
              onPress={() => onOnly(!only)}
            >
              Only changes
            </Button>
          )}
        </div>
      </section>
      {lists
        .filter(({ lines }) => lines.length > 0)
        .map(({ kind, lines }) => (
          <section key={kind}>
            <h3>
              {titles[kind]} <span>{lines.length}</span>
            </h3>
            <ul className={styles.changes}>
              {lines.map(({ id, name, detail, target }) => (
                <li key={id}>
                  <span className={styles.sign} data-change={kind} aria-hidden>
                    {signs[kind]}
                  </span>
                  <button type="button" onClick={() => onSelect(target)}>
                    <b>{name}</b>
                    <span className={styles.quiet}>{detail}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      {total > 0 && <Meaning compared={compared} />}
    </aside>
  );
}
