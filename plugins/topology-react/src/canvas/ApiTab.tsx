import { memo } from 'react';
import type { SceneTab } from '@golden-path/backstage-plugin-topology-common';
import type { Emphasis } from './emphasis';
import { fitText } from './fitText';
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
export const ApiTab = memo(function ApiTab({
  tab,
  counter,
  selected,
  attached,
  emphasis,
  current,
  sentence,
}: {
  tab: SceneTab;
  counter: boolean;
  selected: boolean;
  /** Whether the card that it stands on is the chosen one. */
  attached: boolean;
  emphasis: Emphasis;
  current: boolean;
  sentence: string;
}) {
  const place = { transform: `translate(${tab.x}px, ${tab.y}px)` };
  if (counter) {
    return (
      <g
        className={styles.tab}
        data-attached={attached}
        data-emphasis={emphasis}
        style={place}
      >
        <Face tab={tab} />
      </g>
    );
  }
  return (
    <g
      className={styles.tab}
      role="button"
      aria-label={sentence}
      aria-pressed={selected}
      tabIndex={current ? 0 : -1}
      data-item={tab.id}
      data-attached={attached}
      data-emphasis={emphasis}
      style={place}
    >
      <path
        className={styles.ring}
        d={`M-4 ${tab.height}V-4H${tab.width + 4}V${tab.height}`}
      />
      <Face tab={tab} />
    </g>
  );
});
