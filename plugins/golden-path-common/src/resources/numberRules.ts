import type { Problem } from '../composition';
import {
  compareDecimals,
  fitsDecimal,
  formatDecimal,
  parseDecimal,
  type Decimal,
} from './decimal';
import {
  DEFAULT_PRECISION,
  DEFAULT_SCALE,
  INTEGER_RANGE,
  type FieldInContext,
  type FieldRule,
} from './field';
import { problem, remove, set } from './problem';
import { shown } from './text';

type Bound = 'min' | 'max';

/** The exact number of an answer, or undefined; `1e3` is not exact. */
export function exactNumber(value: unknown): Decimal | undefined {
  if (typeof value === 'number') {
    return Number.isInteger(value) && !Number.isSafeInteger(value)
      ? undefined
      : parseDecimal(String(value));
  }
  return typeof value === 'string' ? parseDecimal(value) : undefined;
}

/** The exact number as plain text. */
export function plainNumber(value: unknown): string | undefined {
  const exact = exactNumber(value);
  return exact && formatDecimal(exact);
}

/** Precision and scale of a decimal are in order. */
export const scaleRule: FieldRule = ({ path, answers }) => {
  const { precision = DEFAULT_PRECISION, scale = DEFAULT_SCALE } = answers;
  if (scale <= precision) {
    return [];
  }
  return [
    problem(
      [...path, 'scale'],
      `scale ${scale} is above precision ${precision}`,
      `Set scale to at most ${precision}: precision counts all digits, scale those after the point.`,
      [
        set([...path, 'scale'], precision, `Set scale ${precision}`),
        set([...path, 'precision'], scale, `Set precision ${scale}`),
      ],
    ),
  ];
};

/** Bounds are numbers that the field can hold, and in order. */
export const boundsRule: FieldRule = field => {
  const problems = [
    ...boundProblems(field, 'min'),
    ...boundProblems(field, 'max'),
  ];
  const min = exactNumber(field.answers.min);
  const max = exactNumber(field.answers.max);
  if (problems.length === 0 && min && max && compareDecimals(min, max) > 0) {
    const { path, answers } = field;
    problems.push(
      problem(
        [...path, 'min'],
        `min ${shown(answers.min)} is above max ${shown(answers.max)}`,
        'Lower min or raise max.',
        [
          set([...path, 'min'], answers.max, `Set min ${formatDecimal(max)}`),
          set([...path, 'max'], answers.min, `Set max ${formatDecimal(min)}`),
        ],
      ),
    );
  }
  return problems;
};

/** Why a number cannot be the default of a field, or undefined. */
export function numberDefaultFault({
  answers,
}: FieldInContext): string | undefined {
  const fault = numberFault(answers.default, answers);
  const value = exactNumber(answers.default);
  if (fault !== undefined || !value) {
    return fault;
  }
  const min = exactNumber(answers.min);
  const max = exactNumber(answers.max);
  if (min && compareDecimals(value, min) < 0) {
    return `${shown(answers.default)} is below min ${formatDecimal(min)}`;
  }
  if (max && compareDecimals(value, max) > 0) {
    return `${shown(answers.default)} is above max ${formatDecimal(max)}`;
  }
  return undefined;
}

function boundProblems(
  { path, answers }: FieldInContext,
  bound: Bound,
): Problem[] {
  const fault =
    answers[bound] === undefined
      ? undefined
      : numberFault(answers[bound], answers);
  return fault === undefined
    ? []
    : [
        problem(
          [...path, bound],
          `${bound} does not fit: ${fault}`,
          `Give ${bound} a number that the field can hold.`,
          [remove([...path, bound])],
        ),
      ];
}

function numberFault(
  value: unknown,
  answers: FieldInContext['answers'],
): string | undefined {
  const exact = exactNumber(value);
  if (!exact) {
    return `${shown(value)} is not a plain number`;
  }
  return answers.type === 'integer'
    ? integerFault(exact, value)
    : decimalFault(exact, value, answers);
}

function integerFault(exact: Decimal, value: unknown): string | undefined {
  if (exact.scale > 0) {
    return `${shown(value)} is not a whole number`;
  }
  return exact.digits < INTEGER_RANGE.min || exact.digits > INTEGER_RANGE.max
    ? `${shown(value)} does not fit in 64 bits`
    : undefined;
}

function decimalFault(
  exact: Decimal,
  value: unknown,
  answers: FieldInContext['answers'],
): string | undefined {
  const { precision = DEFAULT_PRECISION, scale = DEFAULT_SCALE } = answers;
  return scale > precision || fitsDecimal(exact, precision, scale)
    ? undefined
    : `${shown(
        value,
      )} has more digits than precision ${precision} and scale ${scale} allow`;
}
