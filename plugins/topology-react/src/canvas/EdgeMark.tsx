import { memo } from 'react';
import type {
  SceneEdge,
  ScenePill,
} from '@golden-path/backstage-plugin-topology-common';
import type { Emphasis } from './emphasis';
import type { DrawnLabel } from './labels';
import styles from './canvas.module.css';

function Chip({ label, ground }: { label: DrawnLabel; ground: string }) {
  return (
    <>
      <rect
        x={label.x - label.width / 2}
        y={label.y - label.height / 2}
        width={label.width}
        height={label.height}
        rx={3}
        style={{ fill: `var(${ground})` }}
      />
      <text x={label.x} y={label.y + 4} textAnchor="middle">
        <tspan className={styles.word}>{label.word}</tspan>
        {label.detail && (
          <tspan className={styles.use} dx={label.word ? 5 : 0}>
            {label.detail}
          </tspan>
        )}
      </text>
    </>
  );
}

function Pill({ pill }: { pill: ScenePill }) {
  const total = pill.shares.reduce((sum, { count }) => sum + count, 0);
  const left = pill.x - pill.width / 2;
  const room = pill.width - 8;
  let used = 0;
  return (
    <>
      <rect
        className={styles.pill}
        x={left}
        y={pill.y - pill.height / 2}
        width={pill.width}
        height={pill.height}
        rx={4}
      />
      <text
        className={styles.count}
        x={pill.x}
        y={pill.y + 3}
        textAnchor="middle"
      >
        {pill.count}
      </text>
      {pill.shares.map(({ protocol, count }) => {
        const start = used;
        used += (room * count) / total;
        return (
          <rect
            key={protocol}
            x={left + 4 + start}
            y={pill.y + pill.height / 2 - 3.5}
            width={used - start}
            height={2}
            style={{ fill: `var(--topology-${protocol})` }}
          />
        );
      })}
    </>
  );
}

/** The word or the count that an edge carries. */
export const EdgeMark = memo(function DrawnEdgeMark({
  edge,
  label,
  ground,
  colour,
  emphasis,
}: {
  edge: SceneEdge;
  /** The colour that a lens gives it; that of its protocol if absent. */
  colour: string | undefined;
  label: DrawnLabel | undefined;
  ground: string;
  emphasis: Emphasis;
}) {
  if (!label && !edge.pill) return null;
  return (
    <g
      className={styles.mark}
      data-emphasis={emphasis}
      style={{ color: `var(--topology-${colour ?? edge.protocol})` }}
    >
      {edge.pill ? (
        <Pill pill={edge.pill} />
      ) : (
        label && <Chip label={label} ground={ground} />
      )}
    </g>
  );
});
