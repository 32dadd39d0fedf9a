import {
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
} from 'yaml';
import type { Document } from 'yaml';
import type { z } from 'zod';
import { answersSchema } from './answers';
import { withArticle } from './article';
import type { Answers } from './answers';
import type { Problem } from './composition';

/** A place in a text; the first line and the first column are 1. @public */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A problem with the place in the text that shows it. @public */
export interface LocatedProblem extends Problem, Position {}

/** What a YAML text held. `value` is there exactly when `problems` is empty. @public */
export interface Parsed<T> {
  readonly value?: T;
  readonly problems: readonly LocatedProblem[];
  /** Adds to a later problem the place of the value that it is about. */
  readonly locate: (problem: Problem) => LocatedProblem;
}

/** Longest text of answers that is read: 1 MiB. */
const MAX_TEXT = 1024 * 1024;

/** Reads answers written in YAML or JSON. @public */
export function parseAnswers(text: string): Parsed<Answers> {
  return parseYaml(text, answersSchema);
}

/**
 * Reads YAML (one document, no duplicate keys, no aliases) against a schema.
 * Never throws; every problem has its place.
 * @public
 */
export function parseYaml<T>(text: string, schema: z.ZodType<T>): Parsed<T> {
  const lines = new LineCounter();
  if (text.length > MAX_TEXT) {
    return unreadable('the text is longer than 1 MiB', 'Write less.', {
      line: 1,
      column: 1,
    });
  }
  const document = parseDocument(text, { lineCounter: lines, merge: false });
  const broken = document.errors[0];
  if (broken) {
    return unreadable(
      `is not YAML: ${broken.message.split('\n')[0] ?? broken.code}`,
      'Write one YAML document with each key once.',
      positionOf(lines, broken.pos[0]),
    );
  }
  const locate = (problem: Problem): LocatedProblem => ({
    ...problem,
    ...positionOf(lines, offsetOf(document, problem.path)),
  });
  const data = toData(document);
  if (!data.ok) {
    return unreadable(
      'holds a YAML alias or anchor that cannot be read',
      'Write each value out.',
      { line: 1, column: 1 },
    );
  }
  return { ...checkValue(data.value, schema, locate), locate };
}

/** Checks a value against a schema; every issue becomes a problem. @public */
export function checkShape<T>(
  value: unknown,
  schema: z.ZodType<T>,
): { value?: T; problems: readonly Problem[] } {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return { value: result.data, problems: [] };
  return { problems: result.error.issues.flatMap(shapeProblems) };
}

/** A path as people write it: `resources[0].name`. @public */
export function formatPath(path: readonly (string | number)[]): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!/^[\w-]+$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}

function checkValue<T>(
  value: unknown,
  schema: z.ZodType<T>,
  locate: (problem: Problem) => LocatedProblem,
): { value?: T; problems: LocatedProblem[] } {
  const checked = checkShape(value, schema);
  return { ...checked, problems: checked.problems.map(locate) };
}

function toData(document: Document): { ok: boolean; value?: unknown } {
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: 0 }) as unknown };
  } catch {
    return { ok: false };
  }
}

function unreadable<T>(
  message: string,
  advice: string,
  position: Position,
): Parsed<T> {
  const locate = (problem: Problem) => ({ ...problem, ...position });
  return {
    problems: [locate({ path: [], message, advice, mends: [] })],
    locate,
  };
}

function shapeProblems(issue: z.core.$ZodIssue): Problem[] {
  const path = issue.path.map(part =>
    typeof part === 'number' ? part : String(part),
  );
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      path: [...path, key],
      message: 'is no known key',
      advice: 'Remove it, or see the JSON Schema for the keys there are.',
      mends: [
        {
          kind: 'set',
          label: `Remove ${key.slice(0, 40)}`,
          path: [...path, key],
          value: undefined,
        },
      ],
    }));
  }
  return [{ path, ...wording(issue), mends: [] }];
}

function wording(issue: z.core.$ZodIssue): { message: string; advice: string } {
  switch (issue.code) {
    case 'invalid_type':
      // `key:` with nothing after it is null in YAML.
      return issue.input === undefined || issue.input === null
        ? { message: 'is missing', advice: give(issue.expected) }
        : { message: `is no ${issue.expected}`, advice: give(issue.expected) };
    case 'too_big':
      return {
        message: `is more than ${issue.maximum} ${unitOf(issue.origin)}`.trim(),
        advice: `Keep to ${issue.maximum} at most.`,
      };
    case 'too_small':
      return {
        message: `is less than ${issue.minimum} ${unitOf(issue.origin)}`.trim(),
        advice: `Give at least ${issue.minimum}.`,
      };
    case 'invalid_value':
      return {
        message: 'is none of the values allowed',
        advice: `Use ${issue.values.map(String).join(' or ')}.`,
      };
    case 'invalid_format':
      return {
        message: issue.message,
        advice: 'See the JSON Schema for the form.',
      };
    default:
      return {
        message: issue.message.toLowerCase(),
        advice: 'See the JSON Schema for what is allowed.',
      };
  }
}

function give(expected: string): string {
  return `Give ${withArticle('a', expected)}.`;
}

function unitOf(origin: string): string {
  if (origin === 'string') return 'characters';
  return origin === 'array' || origin === 'set' ? 'entries' : '';
}

/** Where the value at the path begins; for a missing one, its parent. */
function offsetOf(
  document: Document,
  path: readonly (string | number)[],
): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        item => isScalar(item.key) && String(item.key.value) === String(part),
      );
      if (!isPair(pair)) return offset;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
      if (part === path.at(-1)) return startOf(node) ?? offset;
    } else {
      node = isNode(node) && 'get' in node ? node.get(part, true) : undefined;
      offset = startOf(node) ?? offset;
    }
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function positionOf(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
