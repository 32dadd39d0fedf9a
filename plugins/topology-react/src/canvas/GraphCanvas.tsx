import { useEffect, useMemo, useRef, useState } from 'react';
import type { Scene } from '@golden-path/backstage-plugin-topology-common';
import type { Sentences } from '../state/sentences';
import type { Tints } from '../state/tints';
import type { FindingMarks } from '../state/findings';
import type { LensLooks } from '../state/lens';
import type { Spotlight } from '../state/spotlight';
import { emphasisOf, type PlaceOf } from './emphasis';
import { boxOfItem, type GraphItem } from './items';
import { itemAt } from './locate';
import { Minimap } from './Minimap';
import { NameTip } from './NameTip';
import { overlayOf } from './overlay';
import { Painted } from './paint/Painted';
import { indexScene } from './paint/sceneIndex';
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
  /** How the lens draws edges and cards. */
  looks: LensLooks;
  /** What stands out while the rest is dimmed. */
  spotlight: Spotlight | undefined;
  /** What findings mark. */
  findings: FindingMarks;
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

/**
 * With more parts than this a scene is painted. Measured in one headless run,
 * on a busy machine: 243 parts as elements held the page up for 425 ms, 1,143 parts
 * on a canvas for 90 ms.
 */
const MOST_ELEMENTS = 200;

const isPainted = ({ nodes, edges }: Scene) =>
  nodes.length + edges.length > MOST_ELEMENTS;

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
  const { scene, placeOf, selected, spotlight, matches } = props;
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
      emphasisOf(scene, placeOf, {
        selected: placeOf(selected),
        spotlight,
        matches,
      }),
    [scene, placeOf, selected, spotlight, matches],
  );
  const index = useMemo(
    () => (isPainted(scene) ? indexScene(scene) : undefined),
    [scene],
  );
  const { byId, items: allItems, current } = items;
  const drawn = useMemo(
    () =>
      index
        ? overlayOf(scene, allItems, [current, chosen, hovered])
        : { scene, items: allItems },
    [index, scene, allItems, current, chosen, hovered],
  );

  const { reveal } = control;
  const chosenItem = items.byId.get(chosen ?? '');
  useEffect(() => {
    // frames may be larger than the canvas
    if (chosenItem && chosenItem.part.kind !== 'box') reveal(chosenItem.rect);
  }, [chosenItem, reveal]);

  const { x, y, scale } = control.viewport;
  const placedAt = ({
    clientX,
    clientY,
  }: {
    clientX: number;
    clientY: number;
  }) => {
    const { left, top } = ref.current?.getBoundingClientRect() ?? {
      left: 0,
      top: 0,
    };
    return { x: (clientX - left - x) / scale, y: (clientY - top - y) / scale };
  };
  return (
    <div ref={ref} className={styles.canvas} data-compact={props.compact}>
      <Surface
        scene={scene}
        items={items}
        itemAt={index && (event => itemAt(index, byId, placedAt(event)))}
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
        {index && (
          <Painted
            index={index}
            tints={props.tints}
            emphasis={emphasis}
            findings={props.findings}
            looks={props.looks}
            viewport={control.viewport}
            size={size}
          />
        )}
        <svg
          className={styles.scene}
          width={scene.width}
          height={scene.height}
          data-gliding={control.gliding}
          data-far={scale < FAR}
          data-lens={props.looks.lens}
          data-painted={index !== undefined}
          style={{ transform: `translate(${x}px, ${y}px) scale(${scale})` }}
        >
          <SceneView
            scene={drawn.scene}
            items={drawn.items}
            findings={props.findings}
            looks={props.looks}
            tints={props.tints}
            sentences={props.sentences}
            emphasis={emphasis}
            selected={chosen}
            current={items.current}
          />
          <NameTip item={items.byId.get(hovered ?? keyboardAt ?? '')} />
        </svg>
      </Surface>
      {!props.compact && (
        <Minimap
          scene={scene}
          tints={props.tints}
          looks={props.looks}
          viewport={control.viewport}
          size={size}
          onMove={control.centre}
        />
      )}
      <ZoomControls control={control} />
    </div>
  );
}
