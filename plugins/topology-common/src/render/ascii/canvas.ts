import { cellsOf } from './cells';

const UP = 1;
const DOWN = 2;
const LEFT = 4;
const RIGHT = 8;

/** Box-drawing characters by the directions in which a cell is joined. */
const LINES: Readonly<Record<number, string>> = {
  [UP]: '│',
  [DOWN]: '│',
  [UP | DOWN]: '│',
  [LEFT]: '─',
  [RIGHT]: '─',
  [LEFT | RIGHT]: '─',
  [UP | RIGHT]: '└',
  [UP | LEFT]: '┘',
  [DOWN | RIGHT]: '┌',
  [DOWN | LEFT]: '┐',
  [UP | DOWN | RIGHT]: '├',
  [UP | DOWN | LEFT]: '┤',
  [LEFT | RIGHT | UP]: '┴',
  [LEFT | RIGHT | DOWN]: '┬',
  [UP | DOWN | LEFT | RIGHT]: '┼',
};

interface Cell {
  text: string;
  /** Directions of the line in this cell, and whose line it is. */
  mask: number;
  wire: string;
  /** Text and boxes stay; lines may be drawn over by other lines. */
  fixed: boolean;
}

/** A sheet of characters. */
export class Canvas {
  private readonly rows: Cell[][];

  constructor(readonly width: number, readonly height: number) {
    this.rows = Array.from({ length: height }, () =>
      Array.from({ length: width }, blank),
    );
  }

  /** Writes a text from a cell on; a wide character takes two. */
  write(column: number, row: number, text: string): void {
    let at = column;
    for (const character of text) {
      const cells = cellsOf(character);
      const cell = this.cell(cells === 0 ? at - 1 : at, row);
      if (!cell) continue;
      cell.text = cells === 0 ? cell.text + character : character;
      cell.fixed = true;
      const second = cells === 2 ? this.cell(at + 1, row) : undefined;
      if (second) {
        second.text = '';
        second.fixed = true;
      }
      at += cells;
    }
  }

  /** Draws a leg; where lines of two wires cross, the vertical one passes over. */
  line(
    a: { column: number; row: number },
    b: { column: number; row: number },
    wire: string,
  ): void {
    const dx = Math.sign(b.column - a.column);
    const dy = Math.sign(b.row - a.row);
    const steps = Math.max(
      Math.abs(b.column - a.column),
      Math.abs(b.row - a.row),
    );
    for (let i = 0; i <= steps; i += 1) {
      const mask =
        (i > 0 ? towards(-dx, -dy) : 0) | (i < steps ? towards(dx, dy) : 0);
      this.join(a.column + dx * i, a.row + dy * i, mask, wire);
    }
  }

  /** True, if nothing is in these cells. */
  isFree(column: number, row: number, length: number): boolean {
    for (let i = 0; i < length; i += 1) {
      const cell = this.cell(column + i, row);
      if (!cell || cell.fixed || cell.mask !== 0) return false;
    }
    return true;
  }

  /** The rows as text; rows in which lines only go on are not repeated. */
  toString(): string {
    return this.rows
      .map(row => row.map(glyphOf).join('').trimEnd())
      .filter((row, i, all) => !(row === all[i - 1] && /^[ │]*$/.test(row)))
      .join('\n')
      .trimEnd();
  }

  private cell(column: number, row: number): Cell | undefined {
    return this.rows[row]?.[column];
  }

  private join(column: number, row: number, mask: number, wire: string): void {
    const cell = this.cell(column, row);
    if (!cell || cell.fixed || mask === 0) return;
    if (cell.mask === 0 || cell.wire === wire) {
      cell.mask |= mask;
      cell.wire = wire;
    } else if ((mask & (UP | DOWN)) === (UP | DOWN)) {
      cell.mask = mask;
      cell.wire = wire;
    }
  }
}

function blank(): Cell {
  return { text: ' ', mask: 0, wire: '', fixed: false };
}

function towards(dx: number, dy: number): number {
  if (dx < 0) return LEFT;
  if (dx > 0) return RIGHT;
  if (dy < 0) return UP;
  return dy > 0 ? DOWN : 0;
}

function glyphOf(cell: Cell): string {
  return cell.fixed || cell.mask === 0 ? cell.text : LINES[cell.mask] ?? ' ';
}
