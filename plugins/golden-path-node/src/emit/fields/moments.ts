import type { GoField } from './goField';
import { BITS, code, parsed, type FieldShape, type SortKey } from './shape';

/** A moment in UTC, to the microsecond. */
export const time: FieldShape = {
  type: () => code('time.Time', 'time'),
  rules: () => [],
  ...parsed('Time'),
  sortKey,
  literal: moment,
};

/** A day of the calendar: midnight in UTC in Go. */
export const date: FieldShape = {
  type: () => code('time.Time', 'time'),
  rules: () => [],
  bodyType: () => code('string'),
  bodyValue: ({ nullable }, value) =>
    nullable
      ? code(`httpx.Optional(${value}, httpx.Date)`, 'httpx')
      : code(`httpx.Date(${value})`, 'httpx'),
  ...parsed('Date'),
  sortKey,
  literal: moment,
};

function sortKey(value: string): SortKey {
  return {
    by: 'ByTime',
    value,
    type: 'time.Time',
    code: BITS,
  };
}

function moment({ field }: GoField) {
  const [year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0] =
    String(field.default)
      .split(/[-T:Z.]/)
      .map(Number);
  const fraction = /\.(\d+)Z$/.exec(String(field.default))?.[1] ?? '';
  const nanoseconds = Number(fraction.padEnd(9, '0'));
  const parts = [year, month, day, hour, minute, second, nanoseconds];
  return code(`time.Date(${parts.join(', ')}, time.UTC)`, 'time');
}
