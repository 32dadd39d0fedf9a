import type { FieldAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import type { SqlToken } from './tokens';

type Limits = Pick<
  FieldAnswers,
  'type' | 'values' | 'min' | 'max' | 'minLength' | 'maxLength'
>;

/** What a check says about one column. */
export interface ColumnCheck {
  readonly column: string;
  readonly limits: Partial<Limits>;
}

/**
 * Reads `status IN ('a', 'b')`, `total >= 0`, `char_length(code) = 3` and what
 * joins such by AND; undefined when any part says something else.
 */
export function readCheck(
  tokens: readonly SqlToken[],
): readonly ColumnCheck[] | undefined {
  const parts = splitAtAnd(unwrapped(withoutCasts(tokens)));
  const checks = parts.map(part => readPart(unwrapped(part)));
  return checks.every(check => check !== undefined) ? checks : undefined;
}

/** Without `::text`, and without the brackets that casts leave around one value. */
function withoutCasts(tokens: readonly SqlToken[]): readonly SqlToken[] {
  const plain: SqlToken[] = [];
  for (const token of tokens) {
    const isCast = plain.at(-1)?.text === '::';
    if (isCast) plain.pop();
    // `character varying` is one type, and `text[]` is one too.
    const isType =
      isCast || (token.text === 'varying' && token.kind === 'word');
    if (!isType) plain.push(token);
  }
  return bare(plain);
}

function bare(tokens: readonly SqlToken[]): readonly SqlToken[] {
  const at = tokens.findIndex(
    ({ text }, index) =>
      text === '(' &&
      tokens[index + 2]?.text === ')' &&
      tokens[index + 1]?.kind !== 'symbol' &&
      tokens[index - 1]?.kind !== 'word',
  );
  if (at < 0) return tokens;
  const inside = tokens.slice(at + 1, at + 2);
  return bare([...tokens.slice(0, at), ...inside, ...tokens.slice(at + 3)]);
}

/** Without brackets around everything. */
function unwrapped(tokens: readonly SqlToken[]): readonly SqlToken[] {
  const isWrapped =
    tokens[0]?.text === '(' && closingOf(tokens) === tokens.length - 1;
  return isWrapped ? unwrapped(tokens.slice(1, -1)) : tokens;
}

/** Where the bracket that opens first is closed. */
function closingOf(tokens: readonly SqlToken[]): number {
  let depth = 0;
  return tokens.findIndex(({ kind, text }) => {
    if (kind !== 'symbol') return false;
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    return depth === 0;
  });
}

function splitAtAnd(tokens: readonly SqlToken[]): SqlToken[][] {
  const parts: SqlToken[][] = [[]];
  let depth = 0;
  let isBetween = false;
  for (const token of tokens) {
    if (token.kind === 'symbol' && token.text === '(') depth += 1;
    if (token.kind === 'symbol' && token.text === ')') depth -= 1;
    if (token.kind === 'word' && token.text === 'between') isBetween = true;
    if (depth === 0 && token.kind === 'word' && token.text === 'and') {
      if (isBetween) isBetween = false;
      else {
        parts.push([]);
        continue;
      }
    }
    parts.at(-1)?.push(token);
  }
  return parts;
}

function readPart(tokens: readonly SqlToken[]): ColumnCheck | undefined {
  const words = tokens.map(({ kind, text }) =>
    kind === 'string' ? "'" : text.toLowerCase(),
  );
  const strings = tokens
    .filter(({ kind }) => kind === 'string')
    .map(({ text }) => text);
  const shape = words.join(' ');
  const column = tokens[0]?.text ?? '';
  if (/^\S+ in \( '(?: , ')* \)$/.test(shape)) {
    return { column, limits: { type: 'enum', values: strings } };
  }
  if (/^\S+ = any \( \(? ?array \[[^\]]*\][^\]]*$/.test(shape)) {
    return { column, limits: { type: 'enum', values: strings } };
  }
  const length =
    /^(?:char_length|character_length|length|len) \( (\S+) \) (<=|<|>=|>|=) (\d+)$/.exec(
      shape,
    );
  if (length) {
    const [, , sign = '', text = ''] = length;
    return {
      column: tokens[2]?.text ?? '',
      limits: lengthLimits(sign, Number(text)),
    };
  }
  const between = /^\S+ between (-? ?[\d.]+) and (-? ?[\d.]+)$/.exec(shape);
  if (between) {
    const [min = '', max = ''] = between.slice(1).map(number);
    return { column, limits: { min, max } };
  }
  const bound = /^\S+ (>=|<=|>|<) (-? ?\d+(?:\.\d+)?)$/.exec(shape);
  if (!bound) return undefined;
  const [, sign = '', text = ''] = bound;
  return boundLimits(column, sign, number(text));
}

function lengthLimits(sign: string, length: number): Partial<Limits> {
  if (sign === '=') return { minLength: length, maxLength: length };
  if (sign === '<=') return { maxLength: length };
  if (sign === '<') return { maxLength: length - 1 };
  return { minLength: sign === '>' ? length + 1 : length };
}

/** An open bound is one of whole numbers only: `> 0` is `min 1`. */
function boundLimits(
  column: string,
  sign: string,
  bound: string,
): ColumnCheck | undefined {
  if (sign === '>=') return { column, limits: { min: bound } };
  if (sign === '<=') return { column, limits: { max: bound } };
  const whole = Number(bound);
  if (!Number.isSafeInteger(whole)) return undefined;
  return sign === '>'
    ? { column, limits: { type: 'integer', min: String(whole + 1) } }
    : { column, limits: { type: 'integer', max: String(whole - 1) } };
}

function number(text: string): string {
  return text.replace(' ', '');
}
