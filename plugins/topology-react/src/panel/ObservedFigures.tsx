import type { ConfirmedEdge } from '@golden-path/backstage-plugin-topology-common';
import { summaryOf } from '../state/observed';
import styles from './panel.module.css';

const timeOf = (iso: string) =>
  new Date(iso).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

/** What was seen of the calls that come in, and when. */
export function ObservedFigures({
  incoming,
  window,
}: {
  incoming: readonly ConfirmedEdge[];
  window: { from: string; to: string };
}) {
  const seen = summaryOf(incoming);
  const figures = [
    ['calls in', seen.rate > 0 ? seen.rateText : 'none seen'],
    ['errors', seen.errorText],
    ['p95', seen.p95Text],
  ].filter(([, text]) => text);
  return (
    <section aria-label="Observed">
      <dl className={styles.figures}>
        {figures.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.quiet}>
        Seen from {timeOf(window.from)} to {timeOf(window.to)}
      </p>
    </section>
  );
}
