import type {
  ConfirmedEdge,
  ObservationState,
  ObservedCall,
  TopologyEdge,
} from '@golden-path/backstage-plugin-topology-common';
import type { ListedFinding } from './findings';
import { nameOfRef } from './words';

/** More errors than this share make an edge red. */
const FAILING = 0.01;

/** What was seen of one or several edges. */
export interface ObservedSummary {
  state: ObservationState;
  /** Calls a second. */
  rate: number;
  rateText: string;
  /** Empty where nothing is known, or nothing failed where that is usual. */
  errorText: string;
  failing: boolean;
  p95Text: string;
}

/** `0.05/s`, `4.2/s`, `412/s`, `1.2k/s`. */
function rateText(rate: number): string {
  if (rate >= 1000) return `${(rate / 1000).toFixed(1)}k/s`;
  if (rate >= 10) return `${Math.round(rate)}/s`;
  return `${rate.toFixed(rate < 0.1 ? 2 : 1)}/s`;
}

/** `4 ms`, `1.2 s`. */
const durationText = (seconds: number) =>
  seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`;

const shareText = (share: number) => `${(share * 100).toFixed(1)} %`;

function stateOf(edges: readonly ConfirmedEdge[]): ObservationState {
  if (edges.some(({ state }) => state === 'confirmed')) return 'confirmed';
  return edges.some(({ state }) => state === 'observed')
    ? 'observed'
    : 'declared';
}

/** One source of several may see the same calls: for each edge the one that saw most counts. */
function callsOf(edges: readonly ConfirmedEdge[]): ObservedCall[] {
  return edges.flatMap(({ observed }) =>
    [...observed].sort((a, b) => b.rate - a.rate).slice(0, 1),
  );
}

/** Sums up what was seen of some edges. */
export function summaryOf(edges: readonly ConfirmedEdge[]): ObservedSummary {
  const calls = callsOf(edges);
  const rate = calls.reduce((sum, call) => sum + call.rate, 0);
  const known = calls.filter(({ errorShare }) => errorShare !== undefined);
  const knownRate = known.reduce((sum, call) => sum + call.rate, 0);
  const failed = known.reduce(
    (sum, call) => sum + call.rate * (call.errorShare ?? 0),
    0,
  );
  const share = knownRate > 0 ? failed / knownRate : 0;
  const answers = edges.some(({ protocol }) =>
    ['http', 'grpc'].includes(protocol),
  );
  const p95 = Math.max(...calls.map(call => call.p95 ?? -1));
  return {
    state: stateOf(edges),
    rate,
    rateText: rateText(rate),
    errorText:
      known.length > 0 && (share > 0 || answers) ? shareText(share) : '',
    failing: share > FAILING,
    p95Text: p95 >= 0 ? durationText(p95) : '',
  };
}

/** What a window says against the declarations, as findings. */
export function observedFindings(
  edges: readonly TopologyEdge[],
): Omit<ListedFinding, 'number' | 'place'>[] {
  const confirmed = edges.filter(
    (edge): edge is ConfirmedEdge => 'state' in edge,
  );
  return confirmed.flatMap(
    (edge): Omit<ListedFinding, 'number' | 'place'>[] => {
      const { from, to, id, state, protocol } = edge;
      const ends = { nodes: [from, to], edges: [id] };
      const [caller, callee] = [nameOfRef(from), nameOfRef(to)];
      if (state === 'observed') {
        return [
          {
            ...ends,
            id: `observed ${id}`,
            severity: 'medium',
            title: 'Observed, not declared',
            reason: `${caller} calls ${callee}, ${
              summaryOf([edge]).rateText
            }. The catalog does not know of it.`,
            mend: `Declare it: \`goldenpath.dev/topology: {"${to}": {"protocol": "${protocol}"}}\` on ${caller}.`,
          },
        ];
      }
      if (state === 'declared') {
        return [
          {
            ...ends,
            id: `unobserved ${id}`,
            severity: 'low',
            title: 'Declared, not observed',
            reason: `${caller} declares a call to ${callee}. None was seen in this window.`,
            mend: 'Look at a longer window before the declaration is taken out.',
          },
        ];
      }
      return [];
    },
  );
}
