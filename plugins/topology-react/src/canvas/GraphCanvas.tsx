import {
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Sentences } from '../state/sentences';
import type { Tints } from '../state/tints';
import type { Scene } from '@golden-path/backstage-plugin-topology-common';
import { emphasisOf, type PlaceOf } from './emphasis';
import { graphKeyHandler } from './graphKeys';
import { type GraphItem, itemsOf } from './items';
import { NameTip } from './NameTip';
import { SceneView } from './SceneView';
import { useCanvasSize } from './useCanvasSize';
import { useGestures } from './useGestures';
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
  children?: ReactNode;
}

/** Below this scale small words cannot be read, and are not drawn. */
const FAR = 0.4;

const KEYS =
  'Arrow keys walk along the edges, Enter opens the details, F focuses on callers and callees, C collapses the box, slash searches, plus and minus zoom, 0 fits, Escape leaves.';

const boxOf = ({ id, part }: GraphItem): string | undefined => {
  if (part.kind === 'box') return id;
  return part.card.box ? id : part.card.parent;
};

function focusItem(canvas: Element | null, id: string) {
  const elements = canvas?.querySelectorAll<SVGElement>('[data-item]') ?? [];
  [...elements]
    .find(element => element.getAttribute('data-item') === id)
    ?.focus({ preventScroll: true });
}

/** The graph itself: draws a scene, and lets it be panned, zoomed, walked and chosen from. */
export function GraphCanvas(props: GraphCanvasProps) {
  const { scene, placeOf, selected, focused, matches, onSelect, onToggleBox } =
    props;
  const ref = useRef<HTMLDivElement>(null);
  const keysId = useId();
  const size = useCanvasSize(ref);
  const bounds = useMemo(
    () => ({ x: 0, y: 0, width: scene.width, height: scene.height }),
    [scene],
  );
  const control = useViewport(bounds, size, props.margins);
  useGestures(ref, control);

  const items = useMemo(() => itemsOf(scene), [scene]);
  const byId = useMemo(() => new Map(items.map(i => [i.id, i])), [items]);
  const toggled = useRef<string>();
  const [walked, setWalked] = useState<string>();
  const [hovered, setHovered] = useState<string>();
  const [keyboardAt, setKeyboardAt] = useState<string>();
  const drawn =
    selected !== undefined && byId.has(selected) ? selected : placeOf(selected);
  const current =
    [walked, drawn].find(id => id && byId.has(id)) ?? items[0]?.id;

  const emphasis = useMemo(
    () =>
      emphasisOf(scene, {
        selected: placeOf(selected),
        focused: placeOf(focused),
        matches,
      }),
    [scene, placeOf, selected, focused, matches],
  );

  const itemOf = (target: EventTarget) => {
    const element =
      target instanceof Element ? target.closest('[data-item]') : null;
    return byId.get(element?.getAttribute('data-item') ?? '');
  };
  const goTo = (item: GraphItem) => {
    setWalked(item.id);
    control.reveal(item.rect);
    focusItem(ref.current, item.id);
  };
  const choose = (item: GraphItem) => {
    setWalked(item.id);
    if (item.id === drawn) props.onOpen(item.id);
    else onSelect(item.id);
  };
  const toggle = (item: GraphItem) => {
    const box = boxOf(item);
    if (!box) return;
    setWalked(box);
    toggled.current = box;
    onToggleBox(box);
  };
  useEffect(() => {
    // the element that had the focus is gone: its box takes over
    if (toggled.current) focusItem(ref.current, toggled.current);
    toggled.current = undefined;
  }, [items]);

  const reveal = useRef(control.reveal);
  reveal.current = control.reveal;
  useEffect(() => {
    const item = drawn === undefined ? undefined : byId.get(drawn);
    // cards are brought into view, frames may be larger than the canvas
    if (item && item.part.kind !== 'box') reveal.current(item.rect);
  }, [drawn, byId, size]);

  const onClick = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    const box = target?.closest('[data-toggle]')?.getAttribute('data-toggle');
    const item = itemOf(event.target);
    if (box) onToggleBox(box);
    else if (item) {
      setWalked(item.id);
      onSelect(item.id);
    } else onSelect(undefined);
  };
  const onDoubleClick = (event: MouseEvent) => {
    const item = itemOf(event.target);
    if (item && boxOf(item) === item.id) onToggleBox(item.id);
  };

  const { x, y, scale } = control.viewport;
  return (
    <div ref={ref} className={styles.canvas} data-compact={props.compact}>
      <span id={keysId} hidden>
        {KEYS}
      </span>
      {/* the items are the buttons: their clicks and keys all arrive here */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        className={styles.surface}
        role="application"
        aria-roledescription="graph"
        aria-label={props.label}
        aria-describedby={keysId}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onKeyDown={graphKeyHandler(scene, items, itemOf, control, {
          move: goTo,
          choose,
          toggle,
          focusOn: item => props.onFocus(item.id),
          escape: props.onEscape,
          search: props.onSearch,
        })}
        onPointerOver={event => setHovered(itemOf(event.target)?.id)}
        onPointerLeave={() => setHovered(undefined)}
        onFocus={event => setKeyboardAt(itemOf(event.target)?.id)}
        onBlur={() => setKeyboardAt(undefined)}
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
            items={items}
            tints={props.tints}
            sentences={props.sentences}
            emphasis={emphasis}
            selected={drawn}
            current={current}
          />
          <NameTip item={byId.get(hovered ?? keyboardAt ?? '')} />
        </svg>
      </div>
      <ZoomControls control={control} />
      {props.children}
    </div>
  );
}
