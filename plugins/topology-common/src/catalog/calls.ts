import { CallMode, EventDirection, Protocol } from '../model/types';
import { CallHint } from './annotation';
import { protocolOfApi, protocolOfStore } from './classify';
import { Declared } from './declared';
import { KnownNodes } from './knownNodes';
import { kindOfRef } from './refs';

/** One declared call before equal ones are merged. */
export interface Call {
  caller: string;
  callee: string;
  /** The ref as declared: the API, where the call goes through one. */
  target: string;
  protocol: Protocol;
  mode?: CallMode;
  direction?: EventDirection;
  operations: string[];
  declaredBy: string;
}

const EVENTS: Protocol = 'events';
const PLAIN: ReadonlySet<Declared['type']> = new Set([
  'consumesApi',
  'dependsOn',
  'calls',
]);
const DIRECTIONS: ReadonlyMap<Declared['type'], EventDirection> = new Map([
  ['publishesTo', 'publish'],
  ['subscribesTo', 'subscribe'],
]);

/**
 * Calls from relations. An explicit use of an API says more than a plain dependency, and one with a
 * direction more than one without: the plainer one gives way.
 */
export function callsFromRelations(
  declared: readonly Declared[],
  known: KnownNodes,
): Call[] {
  const calls = declared.flatMap(d =>
    callsTo(d.from, d.to, known, d).flatMap(call => {
      const direction = DIRECTIONS.get(d.type);
      if (direction) return [{ ...call, protocol: EVENTS, direction }];
      return PLAIN.has(d.type) ? [call] : [];
    }),
  );
  const ends = (call: Call) => `${call.caller}>${call.callee}`;
  const directed = new Set(
    calls.filter(c => c.direction).map(c => `${c.caller}>${c.target}`),
  );
  const throughApi = new Set(
    calls.filter(c => c.target !== c.callee).map(ends),
  );
  return calls.filter(call => {
    if (call.direction) return true;
    if (directed.has(`${call.caller}>${call.target}`)) return false;
    const isPlain =
      call.target === call.callee && kindOfRef(call.callee) === 'component';
    return !isPlain || !throughApi.has(ends(call));
  });
}

/** The calls that `caller` makes to `target`: an API leads to its providers. */
function callsTo(
  caller: string,
  target: string,
  known: KnownNodes,
  by: { declaredBy: string },
): Call[] {
  const isApi = kindOfRef(target) === 'api';
  const providers = isApi ? known.providersOf(target) : [];
  const callees = providers.length > 0 ? providers : [target];
  return callees
    .filter(callee => callee !== caller)
    .map(callee => ({
      caller,
      callee,
      target,
      protocol: isApi
        ? apiProtocol(target, known)
        : dependencyProtocol(callee, known),
      operations: [],
      declaredBy: by.declaredBy,
    }));
}

function apiProtocol(api: string, known: KnownNodes): Protocol {
  return protocolOfApi(known.node(api)?.type ?? '');
}

function dependencyProtocol(callee: string, known: KnownNodes): Protocol {
  const node = known.node(callee);
  const byStore = node && protocolOfStore(node.shape, node.engine);
  if (byStore) return byStore;
  const spoken = new Set(
    known.apisOf(callee).map(api => apiProtocol(api, known)),
  );
  const [only] = spoken;
  return spoken.size === 1 && only ? only : 'other';
}

/** Lets the annotation of `caller` refine the calls declared to a target, or add them. */
export function refineCalls(
  calls: readonly Call[],
  caller: string,
  target: string,
  hints: readonly CallHint[],
  known: KnownNodes,
): Call[] {
  const toTarget = calls.filter(
    c => c.caller === caller && (c.target === target || c.callee === target),
  );
  const base =
    toTarget.length > 0
      ? toTarget
      : callsTo(caller, target, known, { declaredBy: caller });
  const touched = new Set<Call>();
  const refined = hints.flatMap(hint => {
    const same = base.filter(c => c.protocol === hint.protocol);
    return (same.length > 0 ? same : base).map(call => {
      touched.add(call);
      return refine(call, hint);
    });
  });
  return [...calls.filter(c => !touched.has(c)), ...refined];
}

function refine(call: Call, hint: CallHint): Call {
  return {
    ...call,
    protocol: hint.protocol ?? (hint.direction ? 'events' : call.protocol),
    mode: hint.mode ?? call.mode,
    direction: hint.direction ?? call.direction,
    operations: [...call.operations, ...hint.operations],
  };
}
