import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { MeasuredSize } from './useCanvasSize';
import {
  fitViewport,
  type Margins,
  panViewport,
  type Rect,
  revealRect,
  scrollViewport,
  type Viewport,
  zoomViewport,
} from './viewport';

const REVEAL_MARGIN = 24;

/** The viewport of a canvas and the ways to move it. */
export interface ViewportControl {
  viewport: Viewport;
  /** Whether the last move was not under someone's hand, and may be seen to glide. */
  gliding: boolean;
  fit(): void;
  zoom(factor: number, at?: { x: number; y: number }): void;
  /** Moves the scene anywhere. */
  pan(x: number, y: number): void;
  /** Moves what is out of sight into sight, and says whether anything was. */
  scroll(x: number, y: number): boolean;
  /** Moves a place of the scene into the middle. */
  centre(place: { x: number; y: number }): void;
  /** Pans just so far that the rectangle, in scene units, can be seen. */
  reveal(rect: Rect): void;
}

/**
 * Keeps the scene in view: fitted until someone pans or zooms, from then on
 * where it was put, whatever changes around it.
 */
export function useViewport(
  bounds: Rect,
  size: MeasuredSize,
  margins: Margins,
): ViewportControl {
  const [viewport, setViewport] = useState(() =>
    fitViewport(bounds, size, margins),
  );
  const [gliding, setGliding] = useState(false);
  const latest = useRef(viewport);
  const touched = useRef(false);
  const fittedSize = useRef<MeasuredSize>();

  const move = useCallback((next: Viewport, glide: boolean) => {
    latest.current = next;
    setViewport(next);
    setGliding(glide);
  }, []);

  const { x, y, width, height } = bounds;
  const { padding, reserved, corner, cards, follow = false } = margins;
  const fit = useCallback(() => {
    touched.current = false;
    const first = !fittedSize.current?.measured;
    move(
      fitViewport({ x, y, width, height }, size, {
        ...{ padding, reserved },
        ...{ corner, cards },
      }),
      !first,
    );
  }, [x, y, width, height, size, padding, reserved, corner, cards, move]);

  const fitNow = useRef(fit);
  fitNow.current = fit;
  useLayoutEffect(() => {
    if (!touched.current) fitNow.current();
  }, [x, y, width, height]);
  useLayoutEffect(() => {
    const before = fittedSize.current;
    // a panel that opens only narrows the canvas: that must not move the graph
    const resized =
      !before?.measured ||
      before.height !== size.height ||
      (follow && before.width !== size.width);
    if (resized && !touched.current) fitNow.current();
    fittedSize.current = size;
  }, [size, follow]);

  const zoom = useCallback(
    (factor: number, at?: { x: number; y: number }) => {
      touched.current = true;
      const middle = { x: size.width / 2, y: size.height / 2 };
      const fitted = fitViewport({ x, y, width, height }, size, {
        padding,
        reserved,
      }).scale;
      move(zoomViewport(latest.current, factor, at ?? middle, fitted), false);
    },
    [x, y, width, height, padding, reserved, size, move],
  );
  const shift = useCallback(
    (by: { x: number; y: number }, within: typeof panViewport) => {
      const before = latest.current;
      const next = within(before, by, { x, y, width, height }, size);
      const moved = next.x !== before.x || next.y !== before.y;
      if (moved) {
        touched.current = true;
        move(next, false);
      }
      return moved;
    },
    [x, y, width, height, size, move],
  );
  const pan = useCallback(
    (byX: number, byY: number) => {
      shift({ x: byX, y: byY }, panViewport);
    },
    [shift],
  );
  const scroll = useCallback(
    (byX: number, byY: number) => shift({ x: byX, y: byY }, scrollViewport),
    [shift],
  );
  const reveal = useCallback(
    (rect: Rect) => {
      const next = revealRect(latest.current, rect, size, REVEAL_MARGIN);
      if (next !== latest.current) move(next, true);
    },
    [size, move],
  );
  const centre = useCallback(
    (place: { x: number; y: number }) => {
      const { scale, x: left, y: top } = latest.current;
      pan(
        size.width / 2 - place.x * scale - left,
        size.height / 2 - place.y * scale - top,
      );
    },
    [pan, size],
  );
  return { viewport, gliding, centre, fit, zoom, pan, scroll, reveal };
}
