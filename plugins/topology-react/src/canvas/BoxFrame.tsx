import { memo } from 'react';
import { RiArrowDownSLine } from '@remixicon/react';
import type { SceneBox } from '@golden-path/backstage-plugin-topology-common';
import { boxContext } from '../state/words';
import { fitText, textWidth, type TextFont } from './fitText';
import { ItemButton, type ItemButtonProps } from './ItemButton';
import styles from './canvas.module.css';

const NAME: TextFont = { size: 14, weight: 600 };
const DETAIL: TextFont = { size: 11, weight: 400 };
const NAME_X = 34;
const INSET = 14;
const GAP = 8;

const baselineOf = ({ box }: SceneBox) => (box.kind === 'domain' ? 23 : 22);

interface Words {
  name: string;
  detail: string;
  detailX: number;
  context: string;
}

/** What of a title fits its frame: the name first, then the counts, then the context. */
function titleWords(item: SceneBox): Words {
  const { box, width, detail } = item;
  const room = width - NAME_X - INSET;
  const name = fitText(box.title ?? box.name, room, NAME);
  const detailX = NAME_X + textWidth(name, NAME) + GAP;
  const detailEnd = detailX + textWidth(detail, DETAIL);
  const context = boxContext(item);
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

function Title({ item }: { item: SceneBox }) {
  const words = titleWords(item);
  const baseline = baselineOf(item);
  return (
    <>
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
    </>
  );
}

/** An open system or domain: its frame and a title that can be chosen and collapsed. */
export const BoxFrame = memo(function DrawnBoxFrame({
  item,
  ...button
}: Omit<ItemButtonProps, 'id'> & { item: SceneBox }) {
  return (
    <g
      className={styles.box}
      data-kind={item.box.kind}
      data-selected={button.selected}
      style={{ transform: `translate(${item.x}px, ${item.y}px)` }}
    >
      <g aria-hidden>
        <rect
          className={styles.frame}
          width={item.width}
          height={item.height}
          rx={item.box.kind === 'domain' ? 12 : 8}
        />
        <Title item={item} />
      </g>
      <ItemButton
        {...button}
        id={item.id}
        x={4}
        y={4}
        width={item.width - 8}
        height={30}
      />
      <g aria-hidden data-toggle={item.id} className={styles.chevronButton}>
        <rect x={8} y={baselineOf(item) - 17} width={24} height={24} rx={4} />
        <RiArrowDownSLine
          className={styles.solidIcon}
          x={12}
          y={baselineOf(item) - 13}
          size={16}
        />
      </g>
    </g>
  );
});
