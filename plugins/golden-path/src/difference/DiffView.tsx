import { useMemo } from 'react';
import { CodeTokens } from '../preview/CodeTokens';
import { lineDiff } from './lineDiff';
import styles from './difference.module.css';

const WORD = { added: 'added: ', removed: 'removed: ', same: '' };

/** What changed in a file: lines that came are marked +, lines that went −. */
export function DiffView({
  path,
  before,
  after,
}: {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}) {
  const rows = useMemo(
    () => lineDiff(path, before, after),
    [path, before, after],
  );
  return (
    <div
      className={styles.diff}
      role="region"
      aria-label={`Difference in ${path}`}
      // A region that scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <pre>
        {rows.map((row, index) =>
          row.kind === 'folded' ? (
            <div key={index} className={styles.folded}>
              {row.count} unchanged {row.count === 1 ? 'line' : 'lines'}
            </div>
          ) : (
            <div
              key={index}
              className={styles.line}
              data-kind={row.kind}
              data-line={row.line}
            >
              <span className={styles.hidden}>{WORD[row.kind]}</span>
              <span>
                <CodeTokens tokens={row.tokens} />
                {'\n'}
              </span>
            </div>
          ),
        )}
      </pre>
    </div>
  );
}
