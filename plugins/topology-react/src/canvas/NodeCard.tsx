import { memo, useId } from 'react';
import { RiArrowRightSLine } from '@remixicon/react';
import {
  type ChangeKind,
  type NodeLook,
  type SceneNode,
  shapeDetail,
  shapeOutline,
} from '@golden-path/backstage-plugin-topology-common';
import type { Emphasis } from './emphasis';
import { fitText, type TextFont } from './fitText';
import { ItemButton, type ItemButtonProps } from './ItemButton';
import { ShapeIcon } from './ShapeIcon';
import { notchOf, textPlaceOf } from './shapes';
import styles from './canvas.module.css';

const NAME: TextFont = { size: 13, weight: 600 };
const COMPACT_NAME: TextFont = { size: 12, weight: 400 };
const DETAIL: TextFont = { size: 11, weight: 400 };
const SHEETS = [6, 3];

/** The name as far as it fits its card. */
export function cutName(item: SceneNode): string {
  const { textX, rightInset } = textPlaceOf(item);
  const font = item.compact ? COMPACT_NAME : NAME;
  return fitText(item.fullLabel, item.width - textX - rightInset, font);
}

function Ground({ item, glows }: { item: SceneNode; glows: boolean }) {
  const { shape, width, height } = item;
  const outline = shapeOutline(shape, width, height);
  return (
    <>
      {item.box &&
        SHEETS.map(offset => (
          <path
            key={offset}
            className={styles.sheet}
            transform={`translate(${offset} ${offset})`}
            d={shapeOutline(shape, width - 2 * offset, height)}
          />
        ))}
      {glows && <path className={styles.glow} d={outline} />}
      <path className={styles.ground} d={outline} />
    </>
  );
}

function TintEdge({ item, tint }: { item: SceneNode; tint: string }) {
  const clip = useId();
  const { shape, width, height, compact } = item;
  const gateway = shape === 'gateway';
  const notchWidth = compact ? 6 : 8;
  return (
    <>
      <clipPath id={clip}>
        <path d={shapeOutline(shape, width, height)} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        <path
          className={styles.tint}
          style={{ stroke: `var(${tint})` }}
          strokeWidth={gateway ? notchWidth : 4}
          d={gateway ? notchOf(height) : `M2 0V${height}`}
        />
      </g>
    </>
  );
}

function Words({ item }: { item: SceneNode }) {
  const { iconX, textX, shift, rightInset } = textPlaceOf(item);
  const room = item.width - textX - rightInset;
  const size = item.compact ? 14 : 16;
  const middle = item.height / 2 + shift;
  return (
    <>
      <ShapeIcon
        className={styles.icon}
        shape={item.shape}
        x={iconX}
        y={middle - size / 2}
        size={size}
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
          <text className={styles.detail} x={textX} y={middle + 11.5}>
            {fitText(item.detail, room, DETAIL)}
          </text>
        </>
      )}
    </>
  );
}

const signPaths: Record<ChangeKind, string> = {
  added: 'M4.5 9H13.5M9 4.5V13.5',
  removed: 'M4.5 9H13.5',
  changed: 'M4.5 9.8C6.5 6.4 8 7.4 9 9S11.5 11.6 13.5 8.2',
};

function ChangeBadge({ change, width }: { change: ChangeKind; width: number }) {
  return (
    <g className={styles.badge} transform={`translate(${width - 18} -9)`}>
      <rect width={18} height={18} rx={4} />
      <path d={signPaths[change]} />
    </g>
  );
}

function Opener({ item }: { item: SceneNode }) {
  return (
    <g
      aria-hidden
      data-toggle={item.id}
      className={styles.opener}
      transform={`translate(${item.width - 28} ${item.height / 2 - 12})`}
    >
      <rect width={24} height={24} rx={4} />
      <RiArrowRightSLine
        className={styles.solidIcon}
        x={4}
        y={4}
        size={16}
        aria-hidden
      />
    </g>
  );
}

/** A card: node or collapsed box. */
export const NodeCard = memo(function DrawnNodeCard({
  item,
  tint,
  emphasis,
  alert,
  look,
  ...button
}: Omit<ItemButtonProps, 'id'> & {
  item: SceneNode;
  tint: string | undefined;
  emphasis: Emphasis;
  /** Whether the chosen finding is about it. */
  alert: boolean;
  /** What became of it, in the lens that tells. */
  look: NodeLook | undefined;
}) {
  const inner = shapeDetail(item.shape, item.width, item.height);
  return (
    <g
      className={styles.card}
      data-shape={item.shape}
      data-selected={button.selected}
      data-emphasis={emphasis}
      data-alert={alert}
      data-change={look?.change}
      style={{ transform: `translate(${item.x}px, ${item.y}px)` }}
    >
      <g aria-hidden>
        <Ground item={item} glows={button.selected || alert} />
        {tint && <TintEdge item={item} tint={tint} />}
        {inner && <path className={styles.inner} d={inner} />}
        <Words item={look?.detail ? { ...item, detail: look.detail } : item} />
        {look && <ChangeBadge change={look.change} width={item.width} />}
      </g>
      <ItemButton
        {...button}
        id={item.id}
        x={-4}
        y={-4}
        width={item.width + 8}
        height={item.height + 8}
      />
      {item.box && <Opener item={item} />}
    </g>
  );
});
