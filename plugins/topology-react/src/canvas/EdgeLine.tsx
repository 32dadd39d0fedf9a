import { memo } from 'react';
import {
  headPath,
  type SceneEdge,
  type SceneHead,
} from '@golden-path/backstage-plugin-topology-common';
import type { EdgeLook } from '../state/lens';
import type { Gap } from './crossings';
import type { Emphasis } from './emphasis';
import styles from './canvas.module.css';

const HALO = 7;
const STRONG_LINE = 1.45;
const STRONG_HEAD = 1.15;

const colourNamed = (name: string) => `var(--topology-${name})`;

function Head({
  head,
  scale,
  hollow,
}: {
  head: SceneHead;
  scale: number;
  hollow: boolean;
}) {
  return (
    <path
      className={head.shape === 'chevron' ? styles.chevron : styles.head}
      data-hollow={hollow}
      transform={`translate(${head.x} ${head.y}) rotate(${head.angle}) scale(${scale})`}
      d={headPath(head.shape)}
    />
  );
}

/** One edge or bundle: gaps in the lines it crosses, its line and its arrowhead. */
export const EdgeLine = memo(function DrawnEdgeLine({
  edge,
  look,
  gaps,
  emphasis,
  alert,
  sentence,
}: {
  edge: SceneEdge;
  /** How a lens draws it. */
  look: EdgeLook | undefined;
  gaps: Gap[] | undefined;
  emphasis: Emphasis;
  /** Whether the chosen finding is about it. */
  alert: boolean;
  sentence: string;
}) {
  const strong = emphasis === 'strong';
  const width = (look?.width ?? edge.width) * (strong ? STRONG_LINE : 1);
  return (
    <g
      className={styles.edge}
      data-edge={edge.id}
      data-emphasis={emphasis}
      style={{
        color: colourNamed(alert ? 'error' : look?.colour ?? edge.protocol),
      }}
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
          strokeDasharray={look ? look.dash : edge.dash}
        />
        <Head
          head={edge.head}
          scale={strong ? STRONG_HEAD : 1}
          hollow={look?.hollow === true}
        />
      </g>
      <path className={styles.reach} d={edge.path}>
        <title>{sentence}</title>
      </path>
    </g>
  );
});
