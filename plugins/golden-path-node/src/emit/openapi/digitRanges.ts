import { digitsBetween, either, optional, repeated } from './expressions';

// Ranges as regular expressions, of what RE2 and ECMA-262 both read. Functions
// that return several are to be joined by either or optional.

const DIGIT = digitsBetween(0, 9);

/** Whole numbers of the range, from 0 on, without zeros before them. */
export function wholeNumbers(least: bigint, most: bigint): string[] {
  if (least > most) {
    return [];
  }
  if (least === 0n) {
    return ['0', ...wholeNumbers(1n, most)];
  }
  const length = String(least).length;
  const longest = fullLength(most);
  if (least === 10n ** BigInt(length - 1) && longest >= length) {
    const more = repeated(DIGIT, length - 1, longest - 1);
    return [`[1-9]${more}`, ...wholeNumbers(10n ** BigInt(longest), most)];
  }
  const next = 10n ** BigInt(length);
  const last = most < next ? most : next - 1n;
  return [
    ...sameLength(String(least), String(last)),
    ...wholeNumbers(next, most),
  ];
}

/** The greatest length of which no number is above `most`. */
function fullLength(most: bigint): number {
  return String(most + 1n).length - 1;
}

/**
 * The point and the digits after it. `least` and `most` have as many digits as
 * there may be; zeros at the end may be left out, and the point with the last.
 */
export function fraction(least: string, most: string): string {
  const point = String.raw`\.${either(fractionDigits(least, most))}`;
  return isAll('0', least) ? optional([point]) : point;
}

function fractionDigits(least: string, most: string): string[] {
  const one = repeatedDigit(least, most);
  return one === undefined
    ? steps(least, most).map(({ first, rest }) => first + tail(...rest))
    : [repeated(one, 1, least.length)];
}

/** What may come after the first digits of a fraction. */
function tail(least: string, most: string): string {
  const one = repeatedDigit(least, most);
  if (one !== undefined) {
    return repeated(one, 0, least.length);
  }
  const digits = fractionDigits(least, most);
  return isAll('0', least) ? optional(digits) : either(digits);
}

/** What each digit is, in a range that may end after any of them. */
function repeatedDigit(least: string, most: string): string | undefined {
  if (!isAll('0', least)) {
    return undefined;
  }
  if (isAll('9', most)) {
    return DIGIT;
  }
  return isAll('0', most) ? '0' : undefined;
}

/** Numbers of as many digits as `least` and `most` both have. */
function sameLength(least: string, most: string): string[] {
  return isAll('0', least) && isAll('9', most)
    ? [repeated(DIGIT, least.length, least.length)]
    : steps(least, most).map(
        ({ first, rest }) => first + either(sameLength(...rest)),
      );
}

interface Step {
  readonly first: string;
  /** Range of the digits after the first. */
  readonly rest: readonly [least: string, most: string];
}

/** A range by its first digit; digits with the same range after them are one step. */
function steps(least: string, most: string): Step[] {
  const [low, high] = [Number(least.charAt(0)), Number(most.charAt(0))];
  const [afterLow, afterHigh] = [least.slice(1), most.slice(1)];
  if (low === high) {
    return [step(low, high, afterLow, afterHigh)];
  }
  const zeros = afterLow.replace(/./g, '0');
  const nines = afterLow.replace(/./g, '9');
  const from = afterLow === zeros ? low : low + 1;
  const to = afterHigh === nines ? high : high - 1;
  return [
    ...(from > low ? [step(low, low, afterLow, nines)] : []),
    ...(from <= to ? [step(from, to, zeros, nines)] : []),
    ...(to < high ? [step(high, high, zeros, afterHigh)] : []),
  ];
}

function step(low: number, high: number, least: string, most: string): Step {
  return { first: digitsBetween(low, high), rest: [least, most] };
}

function isAll(digit: string, text: string): boolean {
  return text === digit.repeat(text.length);
}
