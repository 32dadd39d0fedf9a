import { GridPlace } from './grid';
import { Digraph } from './layering';
import { FlowPoint } from './types';

/** Items of a column stand on one line; more than this apart they are two columns. */
const SAME_COLUMN = 8;

/**
 * Columns as they were, and for what is new a column beside whom it calls or is called by.
 * `standing` has a place for each node that was there.
 */
export function rememberedPlaces(
  graph: Digraph,
  standing: readonly (FlowPoint | undefined)[],
): GridPlace[] {
  const starts = columnStarts(standing);
  const columnAt = (x: number) =>
    starts.filter(start => start <= x + SAME_COLUMN).length - 1;
  const columns = standing.map(at => at && columnAt(at.x));
  const rows = standing.map(at => at?.y);
  standing.forEach((at, node) => {
    if (at) return;
    const joined = joinedWith(graph, node, columns);
    columns[node] = joined.column ?? emptiest(columns, starts.length);
    const heights = joined.others.flatMap(other => rows[other] ?? []);
    rows[node] = heights.length > 0 ? mean(heights) : Infinity;
  });
  const first = Math.min(0, ...columns.map(c => c ?? 0));
  return columns.map((column = 0, node) => ({
    column: column - first,
    row: rows[node] ?? Infinity,
  }));
}

function columnStarts(standing: readonly (FlowPoint | undefined)[]): number[] {
  const xs = standing.flatMap(at => at?.x ?? []).sort((a, b) => a - b);
  return xs.filter((x, i) => i === 0 || x > (xs[i - 1] ?? 0) + SAME_COLUMN);
}

/** Right of whom calls it, else left of whom it calls. */
function joinedWith(
  { edges }: Digraph,
  node: number,
  columns: readonly (number | undefined)[],
): { column?: number; others: number[] } {
  const callers = edges.flatMap(e => (e.to === node ? e.from : []));
  const callees = edges.flatMap(e => (e.from === node ? e.to : []));
  const known = (nodes: readonly number[]) =>
    nodes.flatMap(other => columns[other] ?? []);
  const others = [...callers, ...callees];
  const [before, after] = [known(callers), known(callees)];
  if (before.length > 0) return { column: Math.max(...before) + 1, others };
  if (after.length > 0) return { column: Math.min(...after) - 1, others };
  return { others };
}

function emptiest(columns: readonly (number | undefined)[], count: number) {
  const heights = Array.from(
    { length: Math.max(1, count) },
    (_, i) => columns.filter(c => c === i).length,
  );
  return heights.indexOf(Math.min(...heights));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}
