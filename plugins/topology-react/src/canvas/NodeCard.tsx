import { memo, useId } from 'react';
import type { SceneNode } from '@golden-path/backstage-plugin-topology-common';
import type { Emphasis } from './emphasis';
import { fitText, type TextFont } from './fitText';
import { shapeIcons } from './icons';
import { innerLineOf, notchOf, outlineOf, textPlaceOf } from './shapes';
import styles from './canvas.module.css';

const NAME: TextFont = { size: 13, weight: 600 };
const COMPACT_NAME: TextFont = { size: 12, weight: 400 };
const DETAIL: TextFont = { size: 11, weight: 400 };
const SHEETS = [6, 3];

/** Whether the name does not fit its card, so that it is shown whole on hover and focus. */
export function cutName(item: SceneNode): string {
  const { textX, rightInset } = textPlaceOf(item);
  const font = item.compact ? COMPACT_NAME : NAME;
  return fitText(item.fullLabel, item.width - textX - rightInset, font);
}

function Ground({ item, selected }: { item: SceneNode; selected: boolean }) {
  const { shape, width, height } = item;
  const outline = outlineOf(shape, width, height);
  const isBox = shape === 'system' || shape === 'domain';
  return (
    <>
      {isBox &&
        SHEETS.map(offset => (
          <path
            key={offset}
            className={styles.sheet}
            transform={`translate(${offset} ${offset})`}
            d={outlineOf(shape, width - 2 * offset, height)}
          />
        ))}
      {selected && <path className={styles.glow} d={outline} />}
      <path className={styles.ground} d={outline} />
    </>
  );
}

function TintEdge({ item, tint }: { item: SceneNode; tint: string }) {
  const clip = useId();
  const { shape, width, height, compact } = item;
  const stroke = { stroke: `var(${tint})` };
  return (
    <>
      <clipPath id={clip}>
        <path d={outlineOf(shape, width, height)} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        {shape === 'gateway' ? (
          <path
            className={styles.tint}
            style={stroke}
            strokeWidth={compact ? 6 : 8}
            d={notchOf(height)}
          />
        ) : (
          <path
            className={styles.tint}
            style={stroke}
            strokeWidth={4}
            d={`M2 0V${height}`}
          />
        )}
      </g>
    </>
  );
}

function Words({ item }: { item: SceneNode }) {
  const { iconX, textX, shift, rightInset } = textPlaceOf(item);
  const Icon = shapeIcons[item.shape];
  const room = item.width - textX - rightInset;
  const size = item.compact ? 14 : 16;
  const middle = item.height / 2 + shift;
  return (
    <>
      <Icon
        className={styles.icon}
        x={iconX}
        y={middle - size / 2}
        size={size}
        aria-hidden
      />
      {item.compact || !item.detail ? (
        <text
          className={item.compact ? styles.compactName : styles.name}
          x={textX}
          y={middle + 4.5}
        >
          {cutName(item)}
        </text>
      ) : (
        <>
          <text className={styles.name} x={textX} y={middle - 3.5}>
            {cutName(item)}
          </text>
          <text className={styles.detail} x={textX} y={middle + 11}>
            {fitText(item.detail, room, DETAIL)}
          </text>
        </>
      )}
    </>
  );
}

/** A card: node or collapsed box. Its keys and clicks are handled by the canvas. */
export const NodeCard = memo(function NodeCard({
  item,
  tint,
  selected,
  emphasis,
  current,
  sentence,
}: {
  item: SceneNode;
  tint: string | undefined;
  selected: boolean;
  emphasis: Emphasis;
  /** True for the one item that Tab reaches. */
  current: boolean;
  sentence: string;
}) {
  const inner = innerLineOf(item.shape, item.width, item.height);
  return (
    <g
      className={styles.card}
      role="button"
      aria-label={sentence}
      aria-pressed={selected}
      tabIndex={current ? 0 : -1}
      data-item={item.id}
      data-shape={item.shape}
      data-emphasis={emphasis}
      style={{ transform: `translate(${item.x}px, ${item.y}px)` }}
    >
      <path
        className={styles.ring}
        d={outlineOf('service', item.width + 8, item.height + 8)}
        transform="translate(-4 -4)"
      />
      <Ground item={item} selected={selected} />
      {tint && <TintEdge item={item} tint={tint} />}
      {inner && <path className={styles.inner} d={inner} />}
      <Words item={item} />
    </g>
  );
});
