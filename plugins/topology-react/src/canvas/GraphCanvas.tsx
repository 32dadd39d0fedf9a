import { useEffect, useMemo, useRef, useState } from 'react';
import type { Scene } from '@golden-path/backstage-plugin-topology-common';
import type { Sentences } from '../state/sentences';
import type { Tints } from '../state/tints';
import { emphasisOf, type PlaceOf } from './emphasis';
import { boxOfItem, type GraphItem } from './items';
import { NameTip } from './NameTip';
import { SceneView } from './SceneView';
import { Surface } from './Surface';
import { useCanvasSize } from './useCanvasSize';
import { useGestures } from './useGestures';
import { type GraphItems, useGraphItems } from './useGraphItems';
import { useViewport } from './useViewport';
import type { Margins } from './viewport';
import { ZoomControls } from './ZoomControls';
import styles from './canvas.module.css';

/** What a graph shows, and what it tells of what was done in it. */
export interface GraphCanvasProps {
  scene: Scene;
  placeOf: PlaceOf;
  tints: Tints;
  sentences: Sentences;
  selected: string | undefined;
  focused: string | undefined;
  /** Ids of the cards that a search found; absent when nothing is searched. */
  matches: ReadonlySet<string> | undefined;
  /** The accessible name. */
  label: string;
  margins: Margins;
  compact: boolean;
  onSelect(id: string | undefined): void;
  /** The chosen item was chosen again. */
  onOpen(id: string): void;
  onFocus(id: string): void;
  onToggleBox(id: string): void;
  onEscape(): void;
  onSearch(): void;
}

/** Below this scale small words cannot be read, and are not drawn. */
const FAR = 0.4;

function keyActions(
  props: GraphCanvasProps,
  items: GraphItems,
  chosen: string | undefined,
) {
  return {
    choose: (item: GraphItem) => {
      items.stayAt(item.id);
      if (item.id === chosen) props.onOpen(item.id);
      else props.onSelect(item.id);
    },
    toggle: (item: GraphItem) => {
      const box = boxOfItem(item);
      if (!box) return;
      // the element that has the focus goes: its box takes over
      items.goToNext(box);
      props.onToggleBox(box);
    },
    focusOn: (item: GraphItem) => props.onFocus(item.id),
    escape: props.onEscape,
    search: props.onSearch,
  };
}

/** The graph itself: draws a scene, and lets it be panned, zoomed, walked and chosen from. */
export function GraphCanvas(props: GraphCanvasProps) {
  const { scene, placeOf, selected, focused, matches } = props;
  const ref = useRef<HTMLDivElement>(null);
  const size = useCanvasSize(ref);
  const bounds = useMemo(
    () => ({ x: 0, y: 0, width: scene.width, height: scene.height }),
    [scene],
  );
  const control = useViewport(bounds, size, props.margins);
  useGestures(ref, control);

  // an API is chosen on its tab; what is inside a collapsed box, on that
  const hasTab = scene.nodes.some(({ tabs }) =>
    tabs.some(({ id }) => id === selected),
  );
  const isFrame = scene.boxes.some(({ id }) => id === selected);
  const chosen = hasTab || isFrame ? selected : placeOf(selected);
  const items = useGraphItems(ref, scene, chosen);
  const [hovered, setHovered] = useState<string>();
  const [keyboardAt, setKeyboardAt] = useState<string>();
  const emphasis = useMemo(
    () =>
      emphasisOf(scene, {
        selected: placeOf(selected),
        focused: placeOf(focused),
        matches,
      }),
    [scene, placeOf, selected, focused, matches],
  );

  const { reveal } = control;
  const chosenItem = items.byId.get(chosen ?? '');
  useEffect(() => {
    // frames may be larger than the canvas
    if (chosenItem && chosenItem.part.kind !== 'box') reveal(chosenItem.rect);
  }, [chosenItem, reveal]);

  const { x, y, scale } = control.viewport;
  return (
    <div ref={ref} className={styles.canvas} data-compact={props.compact}>
      <Surface
        scene={scene}
        items={items}
        control={control}
        label={props.label}
        actions={{
          ...keyActions(props, items, chosen),
          move: item => {
            reveal(item.rect);
            items.goTo(item);
          },
        }}
        onSelect={props.onSelect}
        onToggleBox={props.onToggleBox}
        onHover={setHovered}
        onItemFocus={setKeyboardAt}
      >
        <svg
          className={styles.scene}
          width={scene.width}
          height={scene.height}
          data-gliding={control.gliding}
          data-far={scale < FAR}
          style={{ transform: `translate(${x}px, ${y}px) scale(${scale})` }}
        >
          <SceneView
            scene={scene}
            items={items.items}
            tints={props.tints}
            sentences={props.sentences}
            emphasis={emphasis}
            selected={chosen}
            current={items.current}
          />
          <NameTip item={items.byId.get(hovered ?? keyboardAt ?? '')} />
        </svg>
      </Surface>
      <ZoomControls control={control} />
    </div>
  );
}
