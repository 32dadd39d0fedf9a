import fc from 'fast-check';
import { boundsInWords, decimalPattern } from './decimalPattern';

interface Case {
  precision: number;
  scale: number;
  /** Bounds in the smallest step of the scale. */
  min?: bigint;
  max?: bigint;
}

/** A count of steps with every digit of the scale: -5 at scale 2 is -0.05. */
function written(steps: bigint, scale: number): string {
  const sign = steps < 0n ? '-' : '';
  const digits = String(steps < 0n ? -steps : steps).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return scale === 0
    ? `${sign}${digits}`
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** A count of steps as answers name bounds, without needless zeros. */
function shortened(steps: bigint, scale: number): string {
  const text = written(steps, scale);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function patternOf({ min, max, precision, scale }: Case): string {
  return decimalPattern({
    precision,
    scale,
    min: min === undefined ? undefined : shortened(min, scale),
    max: max === undefined ? undefined : shortened(max, scale),
  });
}

/** What parse.Decimal and the rules precision, atleast and atmost of a service do. */
function serviceTakes(text: string, of: Case): boolean {
  if (!/^-?(0|[1-9][0-9]{0,99})(\.[0-9]{1,99})?$/.test(text)) {
    return false;
  }
  const [whole = '', digits = ''] = text.replace('-', '').split('.');
  const fitting = digits.padEnd(of.scale, '0');
  if (/[1-9]/.test(fitting.slice(of.scale))) {
    return false;
  }
  const magnitude = BigInt(whole + fitting.slice(0, of.scale));
  const steps = text.startsWith('-') ? -magnitude : magnitude;
  return (
    magnitude < 10n ** BigInt(of.precision) &&
    (of.min === undefined || steps >= of.min) &&
    (of.max === undefined || steps <= of.max)
  );
}

/** What a service takes, less the odd spellings that no contract need promise. */
function expected(text: string, of: Case): boolean {
  const digits = text.split('.')[1] ?? '';
  const odd =
    digits.length > of.scale ||
    (text.startsWith('-') && of.min !== undefined && of.min >= 0n);
  return !odd && serviceTakes(text, of);
}

/** Spellings of a number, right and wrong ones. */
function spellings(steps: bigint, scale: number): string[] {
  const full = written(steps, scale);
  const short = shortened(steps, scale);
  const cuts = Array.from({ length: Math.min(scale + 1, 4) }, (_, cut) =>
    full.slice(0, full.length - cut),
  );
  return [
    ...cuts,
    short,
    `${full}0`,
    `${full}1`,
    `0${full}`,
    `-${full}`,
    `+${full}`,
    ` ${full}`,
    `${full}e0`,
    `${full}.`,
    full.replace(/^(-?)0\./, '$1.'),
  ];
}

/** The texts that pattern and service do not agree on, after the pattern. */
function disputed(of: Case, texts: readonly string[]): string[] {
  const pattern = patternOf(of);
  const read = new RegExp(pattern);
  const differing = texts.filter(
    text => read.test(text) !== expected(text, of),
  );
  return differing.length === 0 ? [] : [pattern, ...differing];
}

/** Cases whose bounds are often at an edge of the digits. */
function cases(mostDigits: number): fc.Arbitrary<Case> {
  return fc
    .integer({ min: 1, max: mostDigits })
    .chain(precision => {
      const limit = 10n ** BigInt(precision) - 1n;
      const digit = fc.integer({ min: 0, max: precision });
      const edge = fc
        .record({
          power: digit.map(of => 10n ** BigInt(of)),
          times: fc.bigInt({ min: -9n, max: 9n }),
          beside: fc.bigInt({ min: -1n, max: 1n }),
        })
        .map(({ power, times, beside }) => power * times + beside)
        .filter(steps => steps <= limit && steps >= -limit);
      const bound = fc.oneof(fc.bigInt({ min: -limit, max: limit }), edge);
      return fc.record({
        precision: fc.constant(precision),
        scale: digit,
        bounds: fc.tuple(bound, bound),
        bounded: fc.constantFrom('none', 'min', 'max', 'both', 'both'),
      });
    })
    .map(({ bounds: [a, b], bounded, ...digits }) => ({
      ...digits,
      ...(bounded === 'min' || bounded === 'both'
        ? { min: a < b ? a : b }
        : {}),
      ...(bounded === 'max' || bounded === 'both'
        ? { max: a < b ? b : a }
        : {}),
    }));
}

describe('the pattern of a decimal', () => {
  it.each([
    [
      { precision: 12, scale: 2, min: '0' },
      String.raw`^(0|[1-9][0-9]{0,9})(\.[0-9]{1,2})?$`,
    ],
    [{ precision: 5, scale: 0 }, '^-?(0|[1-9][0-9]{0,4})$'],
    [
      { precision: 6, scale: 2, min: '0.5', max: '99.95' },
      String.raw`^(0\.[5-9][0-9]?|([1-9]|[1-8][0-9]|9[0-8])(\.[0-9]{1,2})?|99(\.([0-8][0-9]?|9[0-5]?))?)$`,
    ],
    [
      { precision: 3, scale: 1, min: '-10' },
      String.raw`^(-((0|[1-9])(\.[0-9])?|10(\.0)?)|(0|[1-9][0-9]?)(\.[0-9])?)$`,
    ],
  ])('is short enough to read: %j', (limits, pattern) => {
    expect(decimalPattern(limits)).toBe(pattern);
  });

  it('takes every number of few digits that the service takes, and no other', () => {
    fc.assert(
      fc.property(cases(3), of => {
        const limit = 10 ** of.precision;
        const all = Array.from({ length: 2 * limit + 1 }, (_, at) =>
          spellings(BigInt(at - limit), of.scale),
        );
        expect(disputed(of, all.flat())).toEqual([]);
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it('does so for numbers of many digits, around the bounds and anywhere', () => {
    fc.assert(
      fc.property(
        cases(38),
        fc.array(fc.bigInt({ min: -(10n ** 39n), max: 10n ** 39n }), {
          maxLength: 3,
        }),
        (of, anywhere) => {
          const limit = 10n ** BigInt(of.precision);
          const around = [of.min, of.max, 0n, limit, -limit]
            .filter(edge => edge !== undefined)
            .flatMap(edge => [-10n, -1n, 0n, 1n, 10n].map(by => edge + by));
          const inside = anywhere.map(value => value % limit);
          const texts = [...around, ...anywhere, ...inside].flatMap(steps =>
            spellings(steps, of.scale),
          );
          expect(disputed(of, texts)).toEqual([]);
        },
      ),
      { numRuns: 2000 },
    );
  }, 60_000);

  it('is a plain expression of bounded length', () => {
    fc.assert(
      fc.property(cases(38), of => {
        const pattern = patternOf(of);
        expect(pattern).toMatch(/^\^[-()|?.\\[\]{},0-9]+\$$/);
        expect(pattern).not.toContain('(?');
        expect(pattern.length).toBeLessThan(60 * (of.precision + 1));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the bounds in words', () => {
  it.each([
    [{}, ''],
    [{ min: '0.5' }, 'At least 0.5.'],
    [{ max: '-1' }, 'At most -1.'],
    [{ min: '0.5', max: '99.95' }, 'At least 0.5 and at most 99.95.'],
  ])('of %j', (limits, words) => {
    expect(boundsInWords(limits)).toBe(words);
  });
});
