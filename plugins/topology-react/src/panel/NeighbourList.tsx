import type { NeighbourLine } from './subject';
import styles from './panel.module.css';

/** What a call is for, or, where calls are observed, what was seen of it. */
function Use({ line: { use, uses, seen } }: { line: NeighbourLine }) {
  if (!seen) {
    return (
      <span className={styles.use} title={uses}>
        {use}
      </span>
    );
  }
  if (seen.state === 'declared') {
    return <span className={styles.use}>no calls seen</span>;
  }
  return (
    <span className={styles.seen} title={uses}>
      <span>{seen.rateText}</span>
      <span>{seen.errorText}</span>
      <span>{seen.p95Text}</span>
    </span>
  );
}

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
                <Use line={line} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
