/** A number of decimal digits, exact: `digits` times ten to the minus `scale`. @public */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Reads `-12.50`; undefined for anything else, exponents included. @public */
export function parseDecimal(text: string): Decimal | undefined {
  const match = /^(-?)(\d{1,40})(?:\.(\d{1,40}))?$/.exec(text);
  if (!match) {
    return undefined;
  }
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  const digits = BigInt(`${match[2]}${fraction}`);
  return { digits: match[1] ? -digits : digits, scale: fraction.length };
}

/** Negative, zero or positive, as `a` is below, equal to or above `b`. @public */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const difference = atScale(a, scale) - atScale(b, scale);
  if (difference === 0n) {
    return 0;
  }
  return difference < 0n ? -1 : 1;
}

/** The decimal as plain text without needless zeros. */
export function formatDecimal(value: Decimal): string {
  const sign = value.digits < 0n ? '-' : '';
  const digits = (value.digits < 0n ? -value.digits : value.digits)
    .toString()
    .padStart(value.scale + 1, '0');
  if (value.scale === 0) {
    return `${sign}${digits}`;
  }
  return `${sign}${digits.slice(0, -value.scale)}.${digits.slice(
    -value.scale,
  )}`;
}

/** Whether `precision` digits in all, `scale` of them a fraction, hold it. */
export function fitsDecimal(
  value: Decimal,
  precision: number,
  scale: number,
): boolean {
  const limit = 10n ** BigInt(precision);
  const magnitude = atScale(value, Math.max(scale, value.scale));
  return value.scale <= scale && magnitude < limit && magnitude > -limit;
}

/** The digits of the decimal with so many of them after the point. */
export function atScale(value: Decimal, scale: number): bigint {
  return value.digits * 10n ** BigInt(scale - value.scale);
}
