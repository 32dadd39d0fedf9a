/** The sentence about fields that every resource has anyway. */
export function givenNote(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return names.length === 1
    ? [`${names[0]} is left out: every resource has one`]
    : [`${names.join(', ')} are left out: every resource has them`];
}
