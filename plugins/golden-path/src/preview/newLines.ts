/**
 * Lines of a text, counted from 0, that the text before did not have. A line
 * that only moved is not new.
 */
export function newLines(before: string, after: string): ReadonlySet<number> {
  const left = new Map<string, number>();
  for (const line of before.split('\n')) {
    left.set(line, (left.get(line) ?? 0) + 1);
  }
  const added = new Set<number>();
  after.split('\n').forEach((line, index) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    else if (line.trim() !== '') added.add(index);
  });
  return added;
}
