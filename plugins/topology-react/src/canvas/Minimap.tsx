import { type PointerEvent, useEffect, useMemo, useRef } from 'react';
import type { Scene } from '@golden-path/backstage-plugin-topology-common';
import type { LensLooks } from '../state/lens';
import type { Tints } from '../state/tints';
import { type Colours, colourOf, useColours } from './paint/colours';
import { type CanvasSize, fitViewport, type Viewport } from './viewport';
import styles from './canvas.module.css';

const SIZE: CanvasSize = { width: 186, height: 126 };
const MARGINS = { padding: 8, reserved: 0 };
/** A smaller canvas has no room for a map of itself. */
const LEAST_CANVAS: CanvasSize = { width: 720, height: 400 };
/** A frame smaller than this on the map says nothing. */
const LEAST_FRAME = 3;

function paintMap(
  canvas: HTMLCanvasElement,
  { boxes, nodes }: Scene,
  tints: Tints,
  looks: LensLooks,
  { scale, x, y }: Viewport,
  colours: Colours,
) {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = SIZE.width * ratio;
  canvas.height = SIZE.height * ratio;
  const context = canvas.getContext('2d');
  if (!context) return;
  const zoom = scale * ratio;
  context.setTransform(zoom, 0, 0, zoom, x * ratio, y * ratio);
  context.lineWidth = 1 / scale;
  context.strokeStyle = colours['frame-line'];
  for (const box of boxes) {
    if (box.height * scale < LEAST_FRAME) continue;
    context.fillStyle =
      box.box.kind === 'domain' ? colours.domain : colours.frame;
    context.fillRect(box.x, box.y, box.width, box.height);
    context.strokeRect(box.x, box.y, box.width, box.height);
  }
  for (const node of nodes) {
    const tint = looks.lens === 'difference' ? undefined : tints.of(node);
    const plain = tint ? colourOf(colours, tint) : colours.quiet;
    const change = looks.ofNode(node.id)?.change;
    context.fillStyle = change ? colours[change] : plain;
    context.fillRect(node.x, node.y, node.width, node.height);
  }
}

/** Whether the canvas shows the whole scene: then a map would say nothing and cover some of it. */
const isAllSeen = (
  { width, height }: Scene,
  { x, y, scale }: Viewport,
  size: CanvasSize,
) =>
  x >= -1 &&
  y >= -1 &&
  x + width * scale <= size.width + 1 &&
  y + height * scale <= size.height + 1;

/** What a map shows, and where it leads. */
export interface MinimapProps {
  scene: Scene;
  tints: Tints;
  looks: LensLooks;
  viewport: Viewport;
  size: CanvasSize;
  /** A place in scene units is to come into the middle. */
  onMove(place: { x: number; y: number }): void;
}

/** The whole scene, small, with a window on what is seen; a click or a drag goes there. */
function SceneMap({
  scene,
  tints,
  looks,
  viewport,
  size,
  onMove,
}: MinimapProps) {
  const ref = useRef<HTMLDivElement>(null);
  const colours = useColours(ref);
  const map = useMemo(
    () => fitViewport({ x: 0, y: 0, ...scene }, SIZE, MARGINS),
    [scene],
  );
  useEffect(() => {
    const canvas = ref.current?.querySelector('canvas');
    if (canvas && colours) paintMap(canvas, scene, tints, looks, map, colours);
  }, [scene, tints, looks, map, colours]);

  const seen = {
    left: (-viewport.x / viewport.scale) * map.scale + map.x,
    top: (-viewport.y / viewport.scale) * map.scale + map.y,
    width: (size.width / viewport.scale) * map.scale,
    height: (size.height / viewport.scale) * map.scale,
  };
  const go = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 0) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    onMove({
      x: (event.clientX - left - map.x) / map.scale,
      y: (event.clientY - top - map.y) / map.scale,
    });
  };
  return (
    // keys walk the graph itself, and the graph follows them
    <div
      ref={ref}
      className={styles.minimap}
      aria-hidden
      onPointerDown={event => {
        event.currentTarget.setPointerCapture?.(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
    >
      <canvas style={{ width: SIZE.width, height: SIZE.height }} />
      <div className={styles.window} style={seen} />
    </div>
  );
}

/** A map of the scene, where the canvas is large enough for one and does not show all of it anyway. */
export function Minimap(props: MinimapProps) {
  const { scene, viewport, size } = props;
  const isSmall =
    size.width < LEAST_CANVAS.width || size.height < LEAST_CANVAS.height;
  return isSmall || isAllSeen(scene, viewport, size) ? null : (
    <SceneMap {...props} />
  );
}
