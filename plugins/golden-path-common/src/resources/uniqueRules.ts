import { atScale } from './decimal';
import {
  DEFAULT_MAX_LENGTH,
  DEFAULT_PRECISION,
  DEFAULT_SCALE,
  INTEGER_RANGE,
  type FieldInContext,
  type FieldRule,
} from './field';
import { exactNumber } from './numberRules';
import { problem, remove } from './problem';

/** Rows that a unique field leaves room for, at least. */
const ROOM = 100_000n;

/** A unique field has more values than a table soon has rows. */
export const roomRule: FieldRule = field => {
  const values = field.answers.unique ? countValues(field) : undefined;
  if (values === undefined || values >= ROOM) {
    return [];
  }
  const at = [...field.path, 'unique'];
  return [
    problem(
      at,
      `A unique field of ${values} possible values allows no more rows than that`,
      'Allow more values, or leave unique out.',
      [remove(at)],
    ),
  ];
};

function countValues({ answers }: FieldInContext): bigint | undefined {
  switch (answers.type) {
    case 'text':
      return (
        10n ** BigInt(Math.min(answers.maxLength ?? DEFAULT_MAX_LENGTH, 9))
      );
    case 'integer':
      return steps(answers, 0, INTEGER_RANGE);
    case 'decimal': {
      const { precision = DEFAULT_PRECISION, scale = DEFAULT_SCALE } = answers;
      const last = 10n ** BigInt(precision) - 1n;
      return scale > precision
        ? undefined
        : steps(answers, scale, { min: -last, max: last });
    }
    default:
      return undefined;
  }
}

/** Values from min to max, `scale` digits after the point. */
function steps(
  answers: FieldInContext['answers'],
  scale: number,
  range: { min: bigint; max: bigint },
): bigint | undefined {
  const bound = (of: 'min' | 'max') => {
    const exact = exactNumber(answers[of]);
    if (answers[of] === undefined || exact === undefined) {
      return answers[of] === undefined ? range[of] : undefined;
    }
    return exact.scale > scale ? undefined : atScale(exact, scale);
  };
  const [min, max] = [bound('min'), bound('max')];
  return min === undefined || max === undefined || min > max
    ? undefined
    : max - min + 1n;
}
