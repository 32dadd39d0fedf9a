import { flow } from '../../flow/flow';
import { Flow, FlowGroup, FlowLink } from '../../flow/types';
import { Card, Link, Visible } from '../../layout/visible';
import { wireLinks } from '../../layout/wires';
import { edgeWord, nodeDetail } from '../../layout/words';
import { Canvas } from './canvas';
import { cellWidth, cutCells, plain } from './cells';
import { ASCII_METRICS } from './metrics';

const TEXT_LIMIT = 28;

/** A corner in cells. */
interface Corner {
  column: number;
  row: number;
}

interface Route {
  link: Link;
  wire: string;
  trunk: FlowLink['trunk'];
  corners: Corner[];
}

/** Boxes and arrows from top to bottom. */
export function drawBoxes(visible: Visible): Canvas {
  const cards = new Map(visible.cards.map(c => [c.id, c]));
  const wired = wireLinks(visible.links, cards, 1).map(
    (link): FlowLink => ({ ...link, back: 'direct' }),
  );
  const placed = flow(
    {
      kind: 'frame',
      id: 'root',
      minWidth: 0,
      items: visible.cards.map(groupOf),
    },
    wired,
    ASCII_METRICS,
  );
  const canvas = new Canvas(placed.height + 1, placed.width + 1);
  const routes = routesOf(visible.links, wired, placed);
  for (const card of visible.cards) drawCard(canvas, card, placed);
  drawEnds(canvas, routes);
  for (const { corners, wire } of routes) drawLine(canvas, corners, wire);
  drawWords(canvas, routes);
  return canvas;
}

function linesOf(card: Card): string[] {
  const name = card.node?.title ?? card.node?.name ?? card.box?.name ?? card.id;
  const detail = card.node ? nodeDetail(card.node) : card.box?.kind ?? '';
  const apis = card.apis.map(api => `API ${api.title ?? api.name}`);
  return [name, detail, ...apis]
    .map(line => cutCells(plain(line), TEXT_LIMIT))
    .filter(line => line !== '');
}

function groupOf(card: Card): FlowGroup {
  const lines = linesOf(card);
  const needed = Math.max(8, ...lines.map(cellWidth)) + 4;
  const columns = needed + (1 - (needed % 2));
  const rows = lines.length + 2;
  // from the middle of the first cell to that of the last: an odd box has a middle cell
  const size = { width: rows, height: columns - 1 };
  return {
    kind: 'group',
    id: `group ${card.id}`,
    ...size,
    parts: [{ id: card.id, x: 0, y: 0, ...size }],
  };
}

/** The flow's x counts rows; its routes end on the first row outside a box. */
function routesOf(
  links: readonly Link[],
  wired: readonly FlowLink[],
  placed: Flow,
): Route[] {
  return links.flatMap((link, i) => {
    const points = placed.routes.get(link.id);
    const wire = wired[i];
    if (!points || points.length < 2 || !wire) return [];
    const corners = points.map(({ x, y }) => ({ column: y, row: x }));
    const [first, last] = [corners[0], corners[corners.length - 1]];
    const second = corners[1];
    const beforeLast = corners[corners.length - 2];
    if (!first || !last || !second || !beforeLast) return [];
    // a line leaving downwards starts on the border row above its first free cell
    const from =
      second.row > first.row ? { ...first, row: first.row - 1 } : first;
    const to =
      last.row < beforeLast.row ? { ...last, row: last.row - 1 } : last;
    return [
      {
        link,
        wire: wire.wire,
        trunk: wire.trunk,
        corners: [from, ...corners.slice(1, -1), to],
      },
    ];
  });
}

function drawCard(canvas: Canvas, card: Card, placed: Flow): void {
  const rect = placed.rects.get(card.id);
  if (!rect) return;
  const { x: row, y: column, width: rows, height } = rect;
  const inner = height - 1;
  canvas.write(column, row, `┌${'─'.repeat(inner)}┐`);
  linesOf(card).forEach((line, i) => {
    const before = Math.floor((inner - cellWidth(line)) / 2);
    const after = inner - cellWidth(line) - before;
    canvas.write(
      column,
      row + 1 + i,
      `│${' '.repeat(before)}${line}${' '.repeat(after)}│`,
    );
  });
  canvas.write(column, row + rows - 1, `└${'─'.repeat(inner)}┘`);
}

/** Where lines leave and enter: on the border itself, as an arrowhead takes its place. */
function drawEnds(canvas: Canvas, routes: readonly Route[]): void {
  for (const { corners } of routes) {
    const [from, next] = corners;
    if (from && next) {
      canvas.write(from.column, from.row, next.row > from.row ? '┬' : '┴');
    }
  }
  for (const { corners } of routes) {
    const to = corners[corners.length - 1];
    const before = corners[corners.length - 2];
    if (to && before) {
      canvas.write(to.column, to.row, before.row < to.row ? '▼' : '▲');
    }
  }
}

function drawLine(
  canvas: Canvas,
  corners: readonly Corner[],
  wire: string,
): void {
  for (let i = 1; i < corners.length; i += 1) {
    const [a, b] = [corners[i - 1], corners[i]];
    if (a && b) canvas.line(a, b, wire);
  }
}

/** The protocol beside its line: near the arrowhead, or on the trunk that arrows share. */
function drawWords(canvas: Canvas, routes: readonly Route[]): void {
  const members = new Map<string, Route[]>();
  for (const route of routes) {
    members.set(route.wire, [...(members.get(route.wire) ?? []), route]);
  }
  for (const wire of members.values()) {
    const onTrunk = wire.length > 1 && wire[0]?.trunk === 'from';
    wire.some(route => drawWord(canvas, route, onTrunk));
  }
}

function drawWord(canvas: Canvas, route: Route, fromStart: boolean): boolean {
  const word = edgeWord(route.link);
  const cells = beside(route.corners);
  for (const { column, row } of fromStart ? cells : cells.reverse()) {
    if (canvas.isFree(column + 1, row, word.length + 2)) {
      canvas.write(column + 2, row, word);
      return true;
    }
    if (canvas.isFree(column - word.length - 2, row, word.length + 2)) {
      canvas.write(column - word.length - 1, row, word);
      return true;
    }
  }
  return false;
}

/** The cells of the vertical legs, from start to end, borders left out. */
function beside(corners: readonly Corner[]): Corner[] {
  return corners.slice(1).flatMap((b, i) => {
    const a = corners[i] ?? b;
    if (a.column !== b.column) return [];
    const step = Math.sign(b.row - a.row);
    const count = Math.max(0, Math.abs(b.row - a.row) - 1);
    return Array.from({ length: count }, (_, k) => ({
      column: a.column,
      row: a.row + step * (k + 1),
    }));
  });
}
