import { Arc, CallGraph, isCall, isService, nameOf } from '../callGraph';
import { Insight } from '../insight';

/** Fewer callers or callees than this are never many. */
const FEWEST = 6;
/** Tukey's fences: an outlier, and a far one. */
const FENCE = 1.5;
const FAR_FENCE = 3;

/** Services with far more callers than others have. */
export function fanIn(graph: CallGraph): Insight[] {
  return outliers(graph, id => graph.to(id), 'from').map(fan => ({
    ...common(fan),
    id: `fan-in:${fan.id}`,
    rule: 'fan-in',
    title: 'Fan-in outlier',
    reason: `${nameOf(graph, fan.id)} has ${fan.count} callers${systemsText(
      graph,
      fan,
      'from',
    )}; the median is ${fan.median}. If it stops, all of them feel it.`,
    mend: 'Split it by what its callers need, or let them keep what rarely changes.',
  }));
}

/** Services that call far more others than is usual. */
export function fanOut(graph: CallGraph): Insight[] {
  return outliers(graph, id => graph.from(id), 'to').map(fan => ({
    ...common(fan),
    id: `fan-out:${fan.id}`,
    rule: 'fan-out',
    title: 'Fan-out outlier',
    reason: `${nameOf(graph, fan.id)} calls ${fan.count} services${systemsText(
      graph,
      fan,
      'to',
    )}; the median is ${fan.median}. It is only up when all of them are.`,
    mend: 'Let events carry what need not be answered at once, or group the calls behind a service that owns the step.',
  }));
}

interface Fan {
  id: string;
  count: number;
  arcs: readonly Arc[];
  median: number;
  isFar: boolean;
}

function outliers(
  graph: CallGraph,
  arcsOf: (id: string) => readonly Arc[],
  other: 'from' | 'to',
): Fan[] {
  const fans = graph.nodes.filter(isService).map(({ id }) => {
    const arcs = arcsOf(id).filter(isCall);
    return { id, arcs, count: new Set(arcs.map(arc => arc[other])).size };
  });
  const counts = fans.flatMap(f => (f.count > 0 ? f.count : []));
  counts.sort((a, b) => a - b);
  const median = quantile(counts, 0.5);
  const [low, high] = [quantile(counts, 0.25), quantile(counts, 0.75)];
  const fence = (factor: number) => high + factor * (high - low);
  return fans
    .filter(({ count }) => count >= FEWEST && count > fence(FENCE))
    .map(fan => ({ ...fan, median, isFar: fan.count > fence(FAR_FENCE) }));
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}

function common(fan: Fan): Pick<Insight, 'severity' | 'nodes' | 'edges'> {
  return {
    severity: fan.isFar ? 'medium' : 'low',
    nodes: [fan.id],
    edges: fan.arcs.map(arc => arc.edge.id),
  };
}

function systemsText(graph: CallGraph, fan: Fan, other: 'from' | 'to') {
  const systems = new Set(
    fan.arcs.flatMap(arc => graph.node(arc[other])?.box ?? []),
  );
  if (systems.size < 2) return '';
  return other === 'from'
    ? ` from ${systems.size} systems`
    : ` in ${systems.size} systems`;
}
