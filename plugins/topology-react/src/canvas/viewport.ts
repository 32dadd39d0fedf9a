/** A rectangle in scene units. */
export type Rect = { x: number; y: number; width: number; height: number };

/** Where the scene lies in the canvas: screen = scene × scale + (x, y). */
export type Viewport = { x: number; y: number; scale: number };

/** The size of the canvas in CSS pixels. */
export type CanvasSize = { width: number; height: number };

const MIN_SCALE = 0.1;
/** Whatever is to be fitted, something can be seen of it. */
const LEAST_SCALE = 0.001;
const MAX_SCALE = 3;
const KEEP_VISIBLE = 64;

const between = (low: number, value: number, high: number) =>
  Math.min(Math.max(value, low), high);

/** The room that a fitted scene leaves around it, in px. */
export interface Margins {
  padding: number;
  /** Kept free on the right where there is room, for a panel that may open there. */
  reserved: number;
  /** Kept free of `cards` at the bottom left, for controls that lie there. */
  corner?: CanvasSize;
  cards?: readonly Rect[];
  /** Whether a scene that nobody has moved is fitted anew when a panel narrows the canvas. */
  follow?: boolean;
}

/** Whether a card lies where the corner is to be free. */
const reachesInto = (
  { corner, cards = [] }: Margins,
  size: CanvasSize,
  { x, y, scale }: Viewport,
) =>
  corner !== undefined &&
  cards.some(
    card =>
      x + card.x * scale < corner.width &&
      y + (card.y + card.height) * scale > size.height - corner.height,
  );

function fitWithin(
  bounds: Rect,
  size: CanvasSize,
  { padding, reserved }: Margins,
): Viewport {
  const room = (length: number) => Math.max(length - 2 * padding, 1);
  const scale = between(
    LEAST_SCALE,
    Math.min(
      1,
      room(size.width) / Math.max(bounds.width, 1),
      room(size.height) / Math.max(bounds.height, 1),
    ),
    1,
  );
  const width = bounds.width * scale;
  const centred = (size.width - width) / 2;
  const clear = Math.max(padding, size.width - reserved - padding - width);
  return {
    scale,
    x: Math.min(centred, clear) - bounds.x * scale,
    y: (size.height - bounds.height * scale) / 2 - bounds.y * scale,
  };
}

/**
 * Shrinks the bounds to the canvas, never enlarging past 100 %, and centres
 * them, unless a little to the left they would keep clear of the reserved room,
 * or a little higher up of the corner.
 */
export function fitViewport(
  bounds: Rect,
  size: CanvasSize,
  margins: Margins,
): Viewport {
  const fitted = fitWithin(bounds, size, margins);
  if (!reachesInto(margins, size, fitted)) return fitted;
  const taken = margins.corner?.height ?? 0;
  const above = { ...size, height: Math.max(size.height - taken, 1) };
  return fitWithin(bounds, above, margins);
}

/**
 * Zooms about a point of the canvas, which keeps showing the same place. Ends at
 * a tenth, or at `fitted`, the scale that shows all of a larger scene.
 */
export function zoomViewport(
  viewport: Viewport,
  factor: number,
  at: { x: number; y: number },
  fitted: number = MIN_SCALE,
): Viewport {
  const least = Math.min(MIN_SCALE, fitted);
  const scale = between(least, viewport.scale * factor, MAX_SCALE);
  const ratio = scale / viewport.scale;
  return {
    scale,
    x: at.x - (at.x - viewport.x) * ratio,
    y: at.y - (at.y - viewport.y) * ratio,
  };
}

/** Moves the viewport, and keeps an edge of the scene within the canvas. */
export function panViewport(
  viewport: Viewport,
  by: { x: number; y: number },
  bounds: Rect,
  size: CanvasSize,
): Viewport {
  const clamp = (to: number, start: number, length: number, room: number) =>
    between(
      KEEP_VISIBLE - (start + length) * viewport.scale,
      to,
      room - KEEP_VISIBLE - start * viewport.scale,
    );
  return {
    scale: viewport.scale,
    x: clamp(viewport.x + by.x, bounds.x, bounds.width, size.width),
    y: clamp(viewport.y + by.y, bounds.y, bounds.height, size.height),
  };
}

/**
 * Moves the viewport as a scroll bar would: towards what is out of sight, and
 * not at all where everything can be seen.
 */
export function scrollViewport(
  viewport: Viewport,
  by: { x: number; y: number },
  bounds: Rect,
  size: CanvasSize,
): Viewport {
  const clamp = (
    at: number,
    change: number,
    start: number,
    length: number,
    room: number,
  ) =>
    between(
      Math.min(room - (start + length) * viewport.scale, at),
      at + change,
      Math.max(0 - start * viewport.scale, at),
    );
  return {
    scale: viewport.scale,
    x: clamp(viewport.x, by.x, bounds.x, bounds.width, size.width),
    y: clamp(viewport.y, by.y, bounds.y, bounds.height, size.height),
  };
}

/** Pans just so far that the rectangle is inside the canvas; the same viewport if it is. */
export function revealRect(
  viewport: Viewport,
  rect: Rect,
  size: CanvasSize,
  margin: number,
): Viewport {
  const shift = (start: number, length: number, room: number) => {
    const before = margin - start;
    const after = start + length + margin - room;
    if (before > 0) return before;
    return after > 0 ? -Math.min(after, start - margin) : 0;
  };
  const x = shift(
    rect.x * viewport.scale + viewport.x,
    rect.width * viewport.scale,
    size.width,
  );
  const y = shift(
    rect.y * viewport.scale + viewport.y,
    rect.height * viewport.scale,
    size.height,
  );
  return x === 0 && y === 0
    ? viewport
    : { ...viewport, x: viewport.x + x, y: viewport.y + y };
}
