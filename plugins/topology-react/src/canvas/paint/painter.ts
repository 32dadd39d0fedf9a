import type { CanvasSize, Viewport } from '../viewport';
import { paintScene, type Painting } from './paintScene';

/** How long a slice of painting may hold up the page. */
const SLICE_MS = 7;
/** More is painted than can be seen, so that panning shows something at once: a quarter on each side. */
const MARGIN = 0.25;
const MAX_RATIO = 2;
/** Beyond this share of its scale a picture is painted anew. */
const SCALE_TOLERANCE = 0.002;

interface Picture {
  canvas: HTMLCanvasElement;
  viewport: Viewport;
  size: CanvasSize;
  margin: { x: number; y: number };
}

const marginOf = (size: CanvasSize) => ({
  x: Math.round(size.width * MARGIN),
  y: Math.round(size.height * MARGIN),
});

/** Whether a picture still shows all of a viewport, as sharp as it can be. */
function covers(picture: Picture, viewport: Viewport, size: CanvasSize) {
  const { margin } = picture;
  return (
    Math.abs(viewport.scale / picture.viewport.scale - 1) < SCALE_TOLERANCE &&
    picture.size.width === size.width &&
    picture.size.height === size.height &&
    Math.abs(viewport.x - picture.viewport.x) < margin.x / 2 &&
    Math.abs(viewport.y - picture.viewport.y) < margin.y / 2
  );
}

/** Keeps two canvases: one that is seen and moves, and one that is being painted. */
export class Painter {
  private readonly canvases: HTMLCanvasElement[];
  private painting: Painting | undefined;
  private wanted: { viewport: Viewport; size: CanvasSize } | undefined;
  private seen: Picture | undefined;
  /** Whether what is seen is no longer what is to be shown. */
  private stale = false;
  private work: { slices: Iterator<void>; picture: Picture } | undefined;
  private frame: number | undefined;

  constructor(host: HTMLElement) {
    this.canvases = [...host.querySelectorAll('canvas')];
  }

  /** Shows another scene, or the same in other colours; the last one stays until it is painted. */
  show(painting: Painting): void {
    this.painting = painting;
    this.work = undefined;
    this.stale = true;
    this.schedule();
  }

  /** Moves what is painted to a viewport, and paints anew what that does not cover. */
  moveTo(viewport: Viewport, size: CanvasSize): void {
    this.wanted = { viewport, size };
    this.place();
    this.schedule();
  }

  end(): void {
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.work = undefined;
    this.frame = undefined;
  }

  private schedule() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.paintSlice();
    });
  }

  private paintSlice() {
    const { work } = this;
    if (!work) {
      this.work = this.begin();
      // getting a canvas takes a slice of its own; without work, at rest until something changes
      if (this.work) this.schedule();
      return;
    }
    const end = performance.now() + SLICE_MS;
    let done = false;
    while (!done && performance.now() < end) {
      done = work.slices.next().done === true;
    }
    if (done) {
      this.swap(work.picture);
      this.work = undefined;
    }
    this.schedule();
  }

  private begin() {
    const { painting, wanted, seen, stale } = this;
    if (!painting || !wanted) return undefined;
    if (seen && !stale && covers(seen, wanted.viewport, wanted.size)) {
      return undefined;
    }
    this.stale = false;
    const canvas = this.canvases.find(other => other !== seen?.canvas);
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return undefined;
    const { viewport, size } = wanted;
    const margin = marginOf(size);
    const ratio = Math.min(window.devicePixelRatio || 1, MAX_RATIO);
    const [width, height] = [
      size.width + 2 * margin.x,
      size.height + 2 * margin.y,
    ];
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const { scale, x, y } = viewport;
    const zoom = scale * ratio;
    context.setTransform(
      zoom,
      0,
      0,
      zoom,
      (x + margin.x) * ratio,
      (y + margin.y) * ratio,
    );
    const area = {
      x: -(x + margin.x) / scale,
      y: -(y + margin.y) / scale,
      width: width / scale,
      height: height / scale,
    };
    return {
      slices: paintScene(context, painting, area, scale),
      picture: { canvas, viewport, size, margin },
    };
  }

  private swap(picture: Picture) {
    this.seen = picture;
    for (const canvas of this.canvases) {
      canvas.style.visibility =
        canvas === picture.canvas ? 'visible' : 'hidden';
    }
    this.place();
  }

  /** Lays the picture where its scene is now: a transform, which costs no painting. */
  private place() {
    const { seen, wanted } = this;
    if (!seen || !wanted) return;
    const { margin } = seen;
    const zoom = wanted.viewport.scale / seen.viewport.scale;
    const x = wanted.viewport.x - (margin.x + seen.viewport.x) * zoom;
    const y = wanted.viewport.y - (margin.y + seen.viewport.y) * zoom;
    seen.canvas.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`;
  }
}
