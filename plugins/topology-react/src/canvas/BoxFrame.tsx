import { memo } from 'react';
import { RiArrowDownSLine } from '@remixicon/react';
import type { SceneBox } from '@golden-path/backstage-plugin-topology-common';
import { nameOfRef } from '../state/words';
import { fitText, textWidth, type TextFont } from './fitText';
import styles from './canvas.module.css';

const NAME: TextFont = { size: 14, weight: 600 };
const DETAIL: TextFont = { size: 11, weight: 400 };
const NAME_X = 34;
const INSET = 14;
const GAP = 8;

interface Words {
  name: string;
  detail: string;
  detailX: number;
  /** The domain, where it has no frame of its own, and the owner. */
  context: string;
}

/** What of a title fits its frame: the name first, then the counts, then the context. */
function titleWords({ box, width, detail, depth }: SceneBox): Words {
  const room = width - NAME_X - INSET;
  const name = fitText(box.title ?? box.name, room, NAME);
  const detailX = NAME_X + textWidth(name, NAME) + GAP;
  const detailEnd = detailX + textWidth(detail, DETAIL);
  const context = [
    depth === 0 && box.parent && nameOfRef(box.parent),
    box.owner && `owner ${nameOfRef(box.owner)}`,
  ]
    .filter(Boolean)
    .join(' · ');
  const fits = (end: number) => end <= width - INSET;
  return {
    name,
    detailX,
    detail: fits(detailEnd) ? detail : '',
    context: fits(detailEnd + 3 * GAP + textWidth(context, DETAIL))
      ? context
      : '',
  };
}

/** An open system or domain: its frame and a title that can be chosen and collapsed. */
export const BoxFrame = memo(function BoxFrame({
  item,
  selected,
  current,
  sentence,
}: {
  item: SceneBox;
  selected: boolean;
  current: boolean;
  sentence: string;
}) {
  const words = titleWords(item);
  const baseline = item.box.kind === 'domain' ? 23 : 22;
  return (
    <g
      className={styles.box}
      data-kind={item.box.kind}
      data-selected={selected}
      style={{ transform: `translate(${item.x}px, ${item.y}px)` }}
    >
      <rect
        className={styles.frame}
        width={item.width}
        height={item.height}
        rx={item.box.kind === 'domain' ? 12 : 8}
      />
      <g
        role="button"
        aria-label={sentence}
        aria-pressed={selected}
        tabIndex={current ? 0 : -1}
        data-item={item.id}
        className={styles.title}
      >
        <rect
          className={styles.ring}
          x={4}
          y={4}
          width={Math.max(item.width - 8, 0)}
          height={28}
          rx={4}
        />
        <rect className={styles.reach} width={item.width} height={36} />
        <text className={styles.boxName} x={NAME_X} y={baseline}>
          {words.name}
        </text>
        <text className={styles.detail} x={words.detailX} y={baseline}>
          {words.detail}
        </text>
        <text
          className={styles.detail}
          x={item.width - INSET}
          y={baseline}
          textAnchor="end"
        >
          {words.context}
        </text>
        <g data-toggle={item.id} className={styles.chevronButton}>
          <rect x={8} y={6} width={24} height={24} rx={4} />
          <RiArrowDownSLine
            className={styles.solidIcon}
            x={12}
            y={baseline - 13}
            size={16}
            aria-hidden
          />
        </g>
      </g>
    </g>
  );
});
