import { Point, Rect } from './scene';

/** Smallest side of a cell. */
const CELL = 128;
/** Cells along the mean side of a scene at most: long lines lie in many. */
const MOST_CELLS = 200;

interface Taken extends Rect {
  /** Lines may be covered by what belongs to their own wire. */
  wire?: string;
}

/** Knows which places of the scene are taken, in cells, so that a question looks at a few things only. */
export class Occupancy {
  private readonly cells = new Map<number, Taken[]>();
  private readonly cell: number;

  constructor(scene: { width: number; height: number }) {
    const side = Math.sqrt(scene.width * scene.height);
    this.cell = Math.max(CELL, side / MOST_CELLS);
  }

  /** Takes a rectangle for a node, a tab or a label. */
  take(rect: Rect): void {
    this.add(rect);
  }

  /** Takes the legs of a line. */
  takeLine(points: readonly Point[], wire: string): void {
    for (let i = 1; i < points.length; i += 1) {
      const a = points[i - 1];
      const b = points[i];
      if (!a || !b) continue;
      this.add({
        x: Math.min(a.x, b.x) - 2,
        y: Math.min(a.y, b.y) - 2,
        width: Math.abs(a.x - b.x) + 4,
        height: Math.abs(a.y - b.y) + 4,
        wire,
      });
    }
  }

  /** True, if nothing but lines of its own wire is there; or no line counts, if it may cover them. */
  isFree(rect: Rect, wire: string, mayCoverLines = false): boolean {
    const { left, right, top, bottom } = cellsOf(rect, this.cell);
    for (let x = left; x <= right; x += 1) {
      for (let y = top; y <= bottom; y += 1) {
        for (const taken of this.cells.get(keyOf(x, y)) ?? []) {
          const isIgnored =
            taken.wire === wire || (mayCoverLines && taken.wire !== undefined);
          if (!isIgnored && touches(taken, rect)) return false;
        }
      }
    }
    return true;
  }

  private add(taken: Taken): void {
    const { left, right, top, bottom } = cellsOf(taken, this.cell);
    for (let x = left; x <= right; x += 1) {
      for (let y = top; y <= bottom; y += 1) {
        const key = keyOf(x, y);
        const list = this.cells.get(key);
        if (list) list.push(taken);
        else this.cells.set(key, [taken]);
      }
    }
  }
}

function keyOf(x: number, y: number): number {
  return x * 100_003 + y;
}

function cellsOf({ x, y, width, height }: Rect, cell: number) {
  return {
    left: Math.floor(x / cell),
    right: Math.floor((x + width) / cell),
    top: Math.floor(y / cell),
    bottom: Math.floor((y + height) / cell),
  };
}

function touches(a: Rect, b: Rect): boolean {
  return (
    a.x < b.x + b.width &&
    b.x < a.x + a.width &&
    a.y < b.y + b.height &&
    b.y < a.y + a.height
  );
}
