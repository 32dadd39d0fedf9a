import type { Field } from '@golden-path/backstage-plugin-golden-path-common';
import { fraction, wholeNumbers } from './digitRanges';
import { either } from './expressions';

type Limits = Pick<Field, 'min' | 'max' | 'precision' | 'scale'>;

/**
 * The decimals that the limits allow, as text in the spelling that services
 * read: no plus, no exponent, no zeros before the number. It takes at most
 * `scale` digits after the point, and no minus from a `min` of 0 on.
 */
export function decimalPattern({
  min,
  max,
  precision = 1,
  scale = 0,
}: Limits): string {
  const limit = 10n ** BigInt(precision) - 1n;
  const least = min === undefined ? -limit : counted(min, scale);
  const most = max === undefined ? limit : counted(max, scale);
  const negative =
    least < 0n ? magnitudes(most < 0n ? -most : 0n, -least, scale) : [];
  const positive =
    most < 0n ? [] : magnitudes(least < 0n ? 0n : least, most, scale);
  if (either(negative) === either(positive)) {
    return `^-?${either(positive)}$`;
  }
  const minus = negative.length === 0 ? [] : [`-${either(negative)}`];
  return `^${either([...minus, ...positive])}$`;
}

/** The bounds in words, empty when there are none. */
export function boundsInWords({ min, max }: Limits): string {
  if (min === undefined) {
    return max === undefined ? '' : `At most ${max}.`;
  }
  return max === undefined
    ? `At least ${min}.`
    : `At least ${min} and at most ${max}.`;
}

/** A bound, counted in the smallest step of the scale. */
function counted(bound: string, scale: number): bigint {
  const [whole = '', digits = ''] = bound.split('.');
  return BigInt(`${whole}${digits.padEnd(scale, '0')}`);
}

/** Decimals without a sign, from `least` to `most` steps of the scale. */
function magnitudes(least: bigint, most: bigint, scale: number): string[] {
  if (scale === 0) {
    return wholeNumbers(least, most);
  }
  const one = 10n ** BigInt(scale);
  const [from, to] = [least / one, most / one];
  const [zeros, nines] = ['0'.repeat(scale), '9'.repeat(scale)];
  const low = String(least % one).padStart(scale, '0');
  const high = String(most % one).padStart(scale, '0');
  if (from === to) {
    return [`${from}${fraction(low, high)}`];
  }
  // Whole numbers at the ends that lack some of their fractions stand alone.
  const first = low === zeros ? from : from + 1n;
  const last = high === nines ? to : to - 1n;
  return [
    ...(first > from ? [`${from}${fraction(low, nines)}`] : []),
    ...(first <= last
      ? [`${either(wholeNumbers(first, last))}${fraction(zeros, nines)}`]
      : []),
    ...(last < to ? [`${to}${fraction(zeros, high)}`] : []),
  ];
}
