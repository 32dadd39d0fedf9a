import type { FieldType } from '../answers';
import type { FieldInContext, FieldRule } from './field';
import { numberDefaultFault } from './numberRules';
import { problem, remove, set } from './problem';
import { shown } from './text';
import { textDefaultFault } from './textRules';

type Fault = (field: FieldInContext) => string | undefined;

const EXPECTED: Readonly<Record<FieldType, string>> = {
  text: 'a text within the lengths and of the format',
  integer: 'a whole number within min and max',
  decimal: "a decimal within min and max, best quoted: '12.50'",
  boolean: 'true or false',
  time: "a time in UTC such as '2026-01-31T12:00:00Z'",
  date: "a date such as '2026-01-31'",
  uuid: "a UUID such as '0190b1c2-7e5a-7000-8000-000000000000'",
  enum: 'one of the values',
  reference: 'no default',
  list: 'no default',
};

const FAULTS: Readonly<Record<FieldType, Fault>> = {
  text: ({ answers }) => textDefaultFault(answers.default, answers),
  integer: numberDefaultFault,
  decimal: numberDefaultFault,
  boolean: ({ answers }) =>
    typeof answers.default === 'boolean'
      ? undefined
      : `${shown(answers.default)} is not true or false`,
  time: ({ answers }) => momentFault(answers.default, isTime, 'time in UTC'),
  date: ({ answers }) => momentFault(answers.default, isDate, 'date'),
  uuid: ({ answers }) => momentFault(answers.default, isUuid, 'UUID'),
  enum: ({ answers }) =>
    (answers.values ?? []).some(value => value === answers.default)
      ? undefined
      : `${shown(answers.default)} is not one of the values`,
  reference: () => undefined,
  list: () => undefined,
};

/** A default is of the field's type and within its limits, and not unique. */
export const defaultRule: FieldRule = field => {
  const { path, answers } = field;
  if (answers.default === undefined) {
    return [];
  }
  const at = [...path, 'default'];
  const fault = FAULTS[answers.type](field);
  if (fault !== undefined) {
    return [
      problem(
        at,
        `The default does not fit: ${fault}`,
        `Give ${EXPECTED[answers.type]}, or remove the default.`,
        [...likelyDefault(field), remove(at)],
      ),
    ];
  }
  return answers.unique
    ? [
        problem(
          at,
          'A unique field has no use for a default: only one row could keep it',
          'Remove the default, or leave unique out.',
          [remove(at), remove([...path, 'unique'])],
        ),
      ]
    : [];
};

function likelyDefault({ path, answers }: FieldInContext) {
  const first = answers.values?.[0];
  return answers.type === 'enum' && first !== undefined
    ? [set([...path, 'default'], first, `Use ${shown(first)}`)]
    : [];
}

function momentFault(
  value: unknown,
  accepts: (text: string) => boolean,
  kind: string,
): string | undefined {
  return typeof value === 'string' && accepts(value)
    ? undefined
    : `${shown(value)} is not a ${kind}`;
}

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const [year, month, day] = (match ?? []).slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) {
    return false;
  }
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return (
    year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  );
}

function isTime(text: string): boolean {
  const match =
    /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?Z$/.exec(
      text,
    );
  return match?.[1] !== undefined && isDate(match[1]);
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
