import type { Answers } from '../answers';
import { findGoldenPath } from '../catalogue';
import type { Catalogue, Mend } from '../composition';
import { mendChoices, readChoices } from './choices';

/**
 * The answers after a mend, as a button in the wizard makes it. A group's
 * default is written out as soon as the group is touched.
 * @public
 */
export function applyMend(
  catalogue: Catalogue,
  answers: Answers,
  mend: Mend,
): Answers {
  if (mend.kind === 'set') return withValue(answers, mend.path, mend.value);
  const goldenPath = findGoldenPath(catalogue, answers.goldenPath);
  const group = goldenPath?.groups.find(({ id }) => id === mend.group);
  if (!goldenPath || !group) return answers;
  const { choices } = readChoices(catalogue, goldenPath, answers.patterns);
  const chosen = mendChoices(goldenPath, choices, mend).get(group.id) ?? [];
  const answer =
    group.choose === 'one' && chosen.length === 1 ? chosen[0]! : [...chosen];
  return { ...answers, patterns: { ...answers.patterns, [group.id]: answer } };
}

/** A copy with one value set, or removed when it is undefined. */
function withValue<T>(
  node: T,
  path: readonly (string | number)[],
  value: unknown,
): T {
  const [key, ...rest] = path;
  if (key === undefined) return value as T;
  if (Array.isArray(node)) {
    const index = Number(key);
    const copy: unknown[] = [...node];
    if (rest.length === 0 && value === undefined) copy.splice(index, 1);
    else copy[index] = withValue(copy[index], rest, value);
    return copy as T;
  }
  const record = (node ?? {}) as Record<string | number, unknown>;
  const others = Object.entries(record).filter(
    ([name]) => name !== String(key),
  );
  if (rest.length === 0 && value === undefined) {
    return Object.fromEntries(others) as T;
  }
  const current = Object.hasOwn(record, key) ? record[key] : undefined;
  const next = withValue(current, rest, value);
  return Object.fromEntries(
    Object.hasOwn(record, key)
      ? Object.entries(record).map(([name, old]) =>
          name === String(key) ? [name, next] : [name, old],
        )
      : [...others, [key, next]],
  ) as T;
}
