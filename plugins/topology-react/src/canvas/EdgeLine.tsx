import { memo } from 'react';
import type {
  SceneEdge,
  SceneHead,
} from '@golden-path/backstage-plugin-topology-common';
import type { Gap } from './crossings';
import type { Emphasis } from './emphasis';
import styles from './canvas.module.css';

const HALO = 7;
const STRONG_LINE = 1.45;
const STRONG_HEAD = 1.15;

const protocolColour = (protocol: string) => `var(--topology-${protocol})`;

function Head({ head, scale }: { head: SceneHead; scale: number }) {
  const place = `translate(${head.x} ${head.y}) rotate(${head.angle}) scale(${scale})`;
  if (head.shape === 'chevron') {
    return (
      <path
        className={styles.chevron}
        transform={place}
        d="M-6.5 -3.8L0 0L-6.5 3.8"
      />
    );
  }
  return (
    <path
      className={styles.head}
      transform={place}
      d={
        head.shape === 'double'
          ? 'M0 0L-7.5 -4V4ZM-6.5 0L-14 -4V4Z'
          : 'M0 0L-8 -4V4Z'
      }
    />
  );
}

/** One edge or bundle: gaps in the lines it crosses, its line and its arrowhead. */
export const EdgeLine = memo(function EdgeLine({
  edge,
  gaps,
  emphasis,
  sentence,
}: {
  edge: SceneEdge;
  gaps: Gap[] | undefined;
  emphasis: Emphasis;
  sentence: string;
}) {
  const strong = emphasis === 'strong';
  const width = edge.width * (strong ? STRONG_LINE : 1);
  return (
    <g
      className={styles.edge}
      data-edge={edge.id}
      data-emphasis={emphasis}
      style={{ color: protocolColour(edge.protocol) }}
    >
      {gaps?.map(({ from, to, ground }) => (
        <line
          key={`${from.x},${from.y}`}
          x1={from.x}
          y1={from.y}
          x2={to.x}
          y2={to.y}
          strokeWidth={width + HALO}
          style={{ stroke: `var(${ground})` }}
        />
      ))}
      <g className={styles.ink}>
        <path
          className={styles.line}
          d={edge.path}
          strokeWidth={width}
          strokeDasharray={edge.dash}
        />
        <Head head={edge.head} scale={strong ? STRONG_HEAD : 1} />
      </g>
      <path className={styles.reach} d={edge.path}>
        <title>{sentence}</title>
      </path>
    </g>
  );
});
