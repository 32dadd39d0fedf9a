import type { ReactNode } from 'react';
import styles from './chrome.module.css';

function Sample({
  colour,
  width,
  dash,
  hollow = false,
}: {
  colour: string;
  width: number;
  dash?: string;
  hollow?: boolean;
}) {
  return (
    <svg
      className={styles.sample}
      width={30}
      height={12}
      aria-hidden
      style={{ color: `var(--topology-${colour})` }}
    >
      <path
        d="M0 6H23"
        stroke="currentColor"
        strokeWidth={width}
        strokeDasharray={dash}
      />
      <path
        d="M29 6L21.5 2V10Z"
        fill={hollow ? 'none' : 'currentColor'}
        stroke="currentColor"
        strokeWidth={hollow ? 1.2 : 0}
      />
    </svg>
  );
}

function Change({ change, sign }: { change: string; sign: string }) {
  return (
    <span className={styles.change} data-change={change} aria-hidden>
      {sign}
    </span>
  );
}

const legends: Record<'observed' | 'difference', [ReactNode, string][]> = {
  observed: [
    [
      <Sample key="c" colour="http" width={2.6} />,
      'confirmed, wider is more calls',
    ],
    [<Sample key="d" colour="quiet" width={1.3} hollow />, 'declared only'],
    [
      <Sample key="o" colour="changed" width={2.2} dash="1.5 4.5" />,
      'observed only',
    ],
    [<Sample key="e" colour="error" width={2} />, 'errors above 1 %'],
  ],
  difference: [
    [<Change key="a" change="added" sign="+" />, 'added'],
    [<Change key="r" change="removed" sign="−" />, 'removed'],
    [<Change key="c" change="changed" sign="~" />, 'changed'],
    [<Sample key="u" colour="quiet" width={1.25} />, 'unchanged'],
  ],
};

/** What the colours of a lens mean. */
export function LensLegend({ lens }: { lens: 'observed' | 'difference' }) {
  return (
    <ul className={styles.legend} aria-label="Lens">
      {legends[lens].map(([sample, words]) => (
        <li key={words}>
          {sample}
          {words}
        </li>
      ))}
    </ul>
  );
}
