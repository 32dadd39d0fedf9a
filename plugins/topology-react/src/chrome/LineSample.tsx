import type { Protocol } from '@golden-path/backstage-plugin-topology-common';
import styles from './chrome.module.css';

const WIDTH = 30;
const TIP = 29;

function Arrow({ protocol }: { protocol: Protocol }) {
  if (protocol === 'sql' || protocol === 'cache') {
    return (
      <path
        d={`M${TIP - 6} 2.2L${TIP} 6L${TIP - 6} 9.8`}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.4}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    );
  }
  const heads = protocol === 'grpc' ? [TIP, TIP - 6.5] : [TIP];
  return (
    <>
      {heads.map(tip => (
        <path
          key={tip}
          d={`M${tip} 6L${tip - 7.5} 2V10Z`}
          fill="currentColor"
        />
      ))}
    </>
  );
}

/** A line as the graph draws it for a protocol. */
export function LineSample({ protocol }: { protocol: Protocol }) {
  const thin = protocol === 'sql' || protocol === 'cache';
  return (
    <svg
      className={styles.sample}
      width={WIDTH}
      height={12}
      aria-hidden
      style={{ color: `var(--topology-${protocol})` }}
    >
      <path
        d={`M0 6H${thin ? TIP - 1 : TIP - 6}`}
        stroke="currentColor"
        strokeWidth={thin ? 1.25 : 1.6}
        strokeDasharray={protocol === 'events' ? '6 4' : undefined}
      />
      <Arrow protocol={protocol} />
    </svg>
  );
}
