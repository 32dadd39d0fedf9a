/** One of the alternatives. */
export function either(alternatives: readonly string[]): string {
  const [first = '', ...others] = alternatives;
  return others.length === 0 ? first : `(${alternatives.join('|')})`;
}

/** One of the alternatives, or nothing. */
export function optional(alternatives: readonly string[]): string {
  const all = alternatives.join('|');
  return /^(\d|\[[^\]]*\])$/.test(all) ? `${all}?` : `(${all})?`;
}

/** A character, or a class of them, so many times. */
export function repeated(one: string, least: number, most: number): string {
  if (most === 0) {
    return '';
  }
  if (least === most) {
    return least === 1 ? one : `${one}{${least}}`;
  }
  return least === 0 && most === 1 ? `${one}?` : `${one}{${least},${most}}`;
}

/** The digits between the two, both among them. */
export function digitsBetween(least: number, most: number): string {
  if (least === most) {
    return String(least);
  }
  return most === least + 1 ? `[${least}${most}]` : `[${least}-${most}]`;
}
