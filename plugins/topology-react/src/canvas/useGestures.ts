import { type RefObject, useEffect, useRef } from 'react';
import type { ViewportControl } from './useViewport';

const DRAG_THRESHOLD = 4;
const WHEEL_ZOOM_SPEED = 0.01;
const LINE_HEIGHT = 16;

type Pointers = Map<number, { x: number; y: number }>;

const distance = (pointers: Pointers) => {
  const [a, b] = [...pointers.values()];
  return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
};

const middle = (pointers: Pointers) => {
  const points = [...pointers.values()];
  const sum = (pick: (point: { x: number; y: number }) => number) =>
    points.reduce((total, point) => total + pick(point), 0) / points.length;
  return { x: sum(point => point.x), y: sum(point => point.y) };
};

/**
 * Drag and wheel pan, pinch and wheel with Control or Command zoom. A wheel
 * that can move the graph no further is left to the page.
 */
export function useGestures(
  ref: RefObject<HTMLElement>,
  control: Pick<ViewportControl, 'pan' | 'scroll' | 'zoom'>,
): void {
  const latest = useRef(control);
  latest.current = control;

  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const pointers: Pointers = new Map();
    let start: { x: number; y: number } | undefined;
    let dragging = false;

    const place = (event: { clientX: number; clientY: number }) => {
      const { left, top } = element.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    const onWheel = (event: WheelEvent) => {
      const unit = event.deltaMode === 1 ? LINE_HEIGHT : 1;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const factor = Math.exp(-event.deltaY * unit * WHEEL_ZOOM_SPEED);
        latest.current.zoom(factor, place(event));
        return;
      }
      const [x, y] = event.shiftKey
        ? [event.deltaY, event.deltaX]
        : [event.deltaX, event.deltaY];
      if (latest.current.scroll(-x * unit, -y * unit)) event.preventDefault();
    };
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0) return;
      pointers.set(event.pointerId, place(event));
      start = place(event);
      dragging = false;
    };
    const onMove = (event: PointerEvent) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const now = place(event);
      if (
        !dragging &&
        start &&
        Math.hypot(now.x - start.x, now.y - start.y) < DRAG_THRESHOLD
      ) {
        return;
      }
      if (!dragging) element.setPointerCapture(event.pointerId);
      dragging = true;
      const spread = distance(pointers);
      pointers.set(event.pointerId, now);
      if (pointers.size === 2 && spread > 0) {
        latest.current.zoom(distance(pointers) / spread, middle(pointers));
      } else {
        latest.current.pan(now.x - before.x, now.y - before.y);
      }
    };
    const onUp = (event: PointerEvent) => {
      pointers.delete(event.pointerId);
    };
    const onClick = (event: MouseEvent) => {
      // the click that ends a drag chooses nothing
      if (!dragging) return;
      dragging = false;
      event.stopPropagation();
      event.preventDefault();
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('pointerdown', onDown);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerup', onUp);
    element.addEventListener('pointercancel', onUp);
    element.addEventListener('click', onClick, { capture: true });
    return () => {
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerup', onUp);
      element.removeEventListener('pointercancel', onUp);
      element.removeEventListener('click', onClick, { capture: true });
    };
  }, [ref]);
}
