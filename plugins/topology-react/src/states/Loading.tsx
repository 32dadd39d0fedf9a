import { shapeOutline } from '@golden-path/backstage-plugin-topology-common';
import styles from './states.module.css';

const CARDS = [
  { x: 48, y: 122 },
  { x: 325, y: 74 },
  { x: 325, y: 170 },
  { x: 602, y: 74 },
  { x: 602, y: 170 },
];

/** Grey cards in a frame; seen only if loading takes longer than a moment. */
export function Loading() {
  return (
    <div className={styles.loading} role="status" aria-label="Loading topology">
      <svg viewBox="0 0 826 286" aria-hidden>
        <rect
          className={styles.frame}
          x={1}
          y={1}
          width={824}
          height={284}
          rx={8}
        />
        {CARDS.map(({ x, y }) => (
          <path
            key={`${x} ${y}`}
            className={styles.card}
            transform={`translate(${x} ${y})`}
            d={shapeOutline('service', 176, 48)}
          />
        ))}
      </svg>
    </div>
  );
}
