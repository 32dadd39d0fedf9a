import type { NeighbourLine } from './subject';
import styles from './panel.module.css';

/** Callers or callees: the protocol in its colour, the name, and what the call is for. */
export function NeighbourList({
  title,
  none,
  lines,
  onSelect,
}: {
  title: string;
  none: string;
  lines: readonly NeighbourLine[];
  onSelect(id: string): void;
}) {
  return (
    <section>
      <h3>
        {title} <span>{lines.length}</span>
      </h3>
      {lines.length === 0 ? (
        <p className={styles.quiet}>{none}</p>
      ) : (
        <ul className={styles.neighbours}>
          {lines.map(line => (
            <li key={line.key}>
              <button type="button" onClick={() => onSelect(line.id)}>
                <span
                  className={styles.protocol}
                  style={{ color: `var(--topology-${line.protocol})` }}
                >
                  {line.word}
                </span>
                <b title={line.name}>{line.name}</b>
                <span className={styles.use} title={line.uses}>
                  {line.use}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
