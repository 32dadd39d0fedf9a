import {
  CallMode,
  EventDirection,
  Protocol,
  TopologyFinding,
} from '../model/types';
import { clip, isObject, parseObject } from './annotationText';

/**
 * The annotation that says how an entity talks to others: a JSON object from target ref to
 * `{ protocol, mode, direction, operations }`, or to a list of these.
 * @public
 */
export const TOPOLOGY_ANNOTATION = 'goldenpath.dev/topology';

/** What the annotation says of one target. @public */
export interface CallHint {
  target: string;
  protocol?: Protocol;
  mode?: CallMode;
  direction?: EventDirection;
  operations: string[];
}

const PROTOCOLS: readonly Protocol[] = [
  'http',
  'grpc',
  'sql',
  'cache',
  'events',
  'other',
];
const MODES: readonly CallMode[] = ['sync', 'async'];
const DIRECTIONS: readonly EventDirection[] = ['publish', 'subscribe'];
const FIELDS = ['protocol', 'mode', 'direction', 'operations'];

type Fault = (field: string, problem: string, mend: string) => void;

/** Reads the annotation's text; what cannot be read becomes a finding and is left out. */
export function readTopologyAnnotation(
  entityRef: string,
  text: string,
): { hints: CallHint[]; findings: TopologyFinding[] } {
  const findings: TopologyFinding[] = [];
  const fault: Fault = (field, problem, mend) => {
    const at = `metadata.annotations['${TOPOLOGY_ANNOTATION}']${field}`;
    findings.push({ entityRef, message: `${at} ${problem}; ${mend}` });
  };
  const root = parseObject(text);
  if (!root) {
    fault(
      '',
      'is no JSON object',
      'write {"<entity ref>": {"protocol": "grpc"}}',
    );
    return { hints: [], findings };
  }
  const hints = Object.entries(root).flatMap(([target, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((item, index) => {
      const suffix = Array.isArray(value) ? `[${index}]` : '';
      return readHint(target, item, (field, problem, mend) =>
        fault(`["${clip(target)}"]${suffix}${field}`, problem, mend),
      );
    }),
  );
  return { hints, findings };
}

function readHint(target: string, value: unknown, fault: Fault): CallHint[] {
  if (!isObject(value)) {
    fault('', 'is no object', 'write {"protocol": "http", "operations": []}');
    return [];
  }
  for (const field of Object.keys(value).filter(f => !FIELDS.includes(f))) {
    fault(`.${clip(field)}`, 'is not known', `use one of ${FIELDS.join(', ')}`);
  }
  const protocol = readChoice(value, 'protocol', PROTOCOLS, fault);
  const mode = readChoice(value, 'mode', MODES, fault);
  const direction = readChoice(value, 'direction', DIRECTIONS, fault);
  const operations = readOperations(value.operations, fault);
  if (direction && protocol && protocol !== 'events') {
    fault(
      '.direction',
      `does not go with protocol ${protocol}`,
      'remove it, or write "protocol": "events"',
    );
    return [{ target, protocol, mode, operations }];
  }
  return [{ target, protocol, mode, direction, operations }];
}

function readChoice<T extends string>(
  value: Record<string, unknown>,
  field: string,
  choices: readonly T[],
  fault: Fault,
): T | undefined {
  const given = value[field];
  if (given === undefined) return undefined;
  const choice = choices.find(c => c === given);
  if (!choice) {
    const shown = clip(JSON.stringify(given) ?? String(given));
    fault(`.${field}`, `is ${shown}`, `use one of ${choices.join(', ')}`);
  }
  return choice;
}

function readOperations(value: unknown, fault: Fault): string[] {
  if (value === undefined) return [];
  const list = Array.isArray(value) ? value : [];
  const names = list.filter(
    (v): v is string => typeof v === 'string' && v !== '',
  );
  if (!Array.isArray(value) || names.length < list.length) {
    fault('.operations', 'is no list of names', 'write ["GetUser"]');
  }
  return names;
}
