import { memo } from 'react';
import type { SceneTab } from '@golden-path/backstage-plugin-topology-common';
import type { Emphasis } from './emphasis';
import { fitText } from './fitText';
import { ItemButton, type ItemButtonProps } from './ItemButton';
import { ShapeIcon } from './ShapeIcon';
import { tabOutlineOf } from './shapes';
import styles from './canvas.module.css';

const FONT = { size: 11, weight: 400 } as const;
const TEXT_X = 20;
const INSET = 4;

/** The label of a tab as it is drawn. */
export const cutTabLabel = (tab: SceneTab): string =>
  fitText(tab.fullLabel, tab.width - TEXT_X - INSET, FONT);

function Face({ tab }: { tab: SceneTab }) {
  return (
    <>
      <path className={styles.ground} d={tabOutlineOf(tab.width, tab.height)} />
      <ShapeIcon className={styles.icon} shape="api" x={6} y={3} size={11} />
      <text className={styles.detail} x={TEXT_X} y={12.5}>
        {cutTabLabel(tab)}
      </text>
    </>
  );
}

/** An API on its provider's top edge; the tab that only counts more APIs is part of the picture. */
export const ApiTab = memo(function DrawnApiTab({
  tab,
  attached,
  emphasis,
  button,
}: {
  tab: SceneTab;
  /** Whether the card that it stands on is the chosen one. */
  attached: boolean;
  emphasis: Emphasis;
  button?: Omit<ItemButtonProps, 'id'>;
}) {
  return (
    <g
      className={styles.tab}
      data-selected={attached || button?.selected}
      data-emphasis={emphasis}
      style={{ transform: `translate(${tab.x}px, ${tab.y}px)` }}
    >
      <g aria-hidden>
        <Face tab={tab} />
      </g>
      {button && (
        <ItemButton
          {...button}
          id={tab.id}
          x={-2}
          y={-2}
          width={tab.width + 4}
          height={tab.height + 2}
        />
      )}
    </g>
  );
});
