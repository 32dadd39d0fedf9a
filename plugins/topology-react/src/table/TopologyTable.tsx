import { useMemo, useState } from 'react';
import type { Topology } from '@golden-path/backstage-plugin-topology-common';
import { linesOf, type NeighbourLine } from '../panel/subject';
import { counted } from '../state/words';
import { rowsOf, sortRows, type SortColumn } from './rows';
import styles from './table.module.css';

const columns: { id: SortColumn; label: string }[] = [
  { id: 'name', label: 'Name' },
  { id: 'kind', label: 'Kind' },
  { id: 'box', label: 'System' },
  { id: 'owner', label: 'Owner' },
];

/** A browser that lays out thousands of rows at once does nothing else for seconds. */
const SHOWN_AT_FIRST = 300;
const SHOWN_MORE = 1000;

function Calls({
  calls,
  onSelect,
}: {
  calls: readonly NeighbourLine[];
  onSelect(id: string): void;
}) {
  return (
    <ul>
      {calls.map(({ key, id, name, protocol, word, uses }) => (
        <li key={key}>
          <span style={{ color: `var(--topology-${protocol})` }}>{word}</span>{' '}
          <button type="button" onClick={() => onSelect(id)}>
            {name}
          </button>{' '}
          <span className={styles.quiet}>{uses}</span>
        </li>
      ))}
    </ul>
  );
}

/** The same graph as a table: a row a node, with all it calls and is called by. */
export function TopologyTable({
  topology,
  matches,
  label,
  selected,
  onSelect,
}: {
  topology: Topology;
  /** Ids that a search found; absent when nothing is searched. */
  matches: ReadonlySet<string> | undefined;
  label: string;
  selected: string | undefined;
  onSelect(id: string): void;
}) {
  const [sort, setSort] = useState<{ column: SortColumn; down: boolean }>({
    column: 'name',
    down: false,
  });
  const rows = useMemo(() => rowsOf(topology), [topology]);
  const [most, setMost] = useState(SHOWN_AT_FIRST);
  const found = useMemo(
    () =>
      sortRows(rows, sort.column, sort.down).filter(
        ({ id }) => !matches || matches.has(id),
      ),
    [rows, sort, matches],
  );
  const shown = useMemo(
    () =>
      found
        .slice(0, most)
        .map(row => ({ ...row, ...linesOf(topology, row.id) })),
    [found, most, topology],
  );
  const more = Math.min(found.length - shown.length, SHOWN_MORE);
  return (
    <div
      className={styles.scroll}
      role="region"
      aria-label={label}
      // what scrolls must be within reach of the keyboard
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map(({ id, label: heading }) => {
              const sorted = sort.column === id;
              const order = sort.down ? 'descending' : 'ascending';
              return (
                <th key={id} scope="col" aria-sort={sorted ? order : undefined}>
                  <button
                    type="button"
                    onClick={() =>
                      setSort({ column: id, down: sorted && !sort.down })
                    }
                  >
                    {heading}
                    <span aria-hidden>
                      {sorted && (sort.down ? ' ↓' : ' ↑')}
                    </span>
                  </button>
                </th>
              );
            })}
            <th scope="col">Calls</th>
            <th scope="col">Called by</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(row => (
            <tr key={row.id} data-selected={row.id === selected}>
              <th scope="row">
                <button
                  type="button"
                  aria-pressed={row.id === selected}
                  onClick={() => onSelect(row.id)}
                >
                  {row.name}
                </button>
              </th>
              <td>{row.kind}</td>
              <td>{row.box}</td>
              <td>{row.owner}</td>
              <td>
                <Calls calls={row.callees} onSelect={onSelect} />
              </td>
              <td>
                <Calls calls={row.callers} onSelect={onSelect} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <button
          type="button"
          className={styles.more}
          onClick={() => setMost(most + SHOWN_MORE)}
        >
          Show {counted(more, 'more node')}
        </button>
      )}
      {shown.length === 0 && (
        <p className={styles.quiet}>Nothing is named like this.</p>
      )}
    </div>
  );
}
