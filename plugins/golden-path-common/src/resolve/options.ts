import { comparePatterns, findPattern } from '../catalogue';
import type { Catalogue, Option, OptionGroup } from '../composition';
import type { GoldenPath, PatternGroup } from '../pattern';
import { recentOf } from '../recent';
import { mendChoices } from './choices';
import type { Choices } from './choices';
import { conflictsOf, mendsOf } from './evaluate';

/** Sets of choices that people are looking at, most of them those of many. */
const KEPT = 100;

const known = recentOf<Catalogue, readonly OptionGroup[]>(KEPT);

/** The state of every pattern of the golden path, group by group. */
export function optionGroups(
  catalogue: Catalogue,
  goldenPath: GoldenPath,
  choices: Choices,
  answered: ReadonlySet<string>,
): readonly OptionGroup[] {
  const key = JSON.stringify([goldenPath.id, [...choices], [...answered]]);
  return known(catalogue, key, () =>
    groupsOf(catalogue, goldenPath, choices, answered),
  );
}

function groupsOf(
  catalogue: Catalogue,
  goldenPath: GoldenPath,
  choices: Choices,
  answered: ReadonlySet<string>,
): OptionGroup[] {
  const standing = conflictsOf(catalogue, goldenPath, choices).map(
    ({ message }) => message,
  );
  return goldenPath.groups.map(group => ({
    id: group.id,
    options: [
      ...fixedOptions(catalogue, goldenPath, group),
      ...(goldenPath.offers[group.id] ?? []).map((pattern): Option => {
        if (choices.get(group.id)?.includes(pattern)) {
          const because = answered.has(group.id) ? 'answer' : 'default';
          return { pattern, state: 'chosen', because };
        }
        const blockedBy = blocked(catalogue, goldenPath, choices, standing, {
          group,
          pattern,
        });
        return blockedBy
          ? { pattern, state: 'blocked', blockedBy }
          : { pattern, state: 'free' };
      }),
    ],
  }));
}

function fixedOptions(
  catalogue: Catalogue,
  goldenPath: GoldenPath,
  group: PatternGroup,
): Option[] {
  return goldenPath.fixed
    .map(id => findPattern(catalogue, id))
    .filter(pattern => pattern !== undefined)
    .filter(pattern => pattern.group === group.id)
    .sort(comparePatterns)
    .map(({ id }) => ({ pattern: id, state: 'fixed', because: 'fixed' }));
}

function blocked(
  catalogue: Catalogue,
  goldenPath: GoldenPath,
  choices: Choices,
  standing: readonly string[],
  { group, pattern }: { group: PatternGroup; pattern: string },
): Option['blockedBy'] {
  const tried = mendChoices(goldenPath, choices, {
    kind: 'choose',
    label: pattern,
    group: group.id,
    pattern,
  });
  const fresh = conflictsOf(catalogue, goldenPath, tried).filter(
    ({ message }) => !standing.includes(message),
  );
  const first = fresh[0];
  if (!first) return undefined;
  return {
    // One at a time: what mends it may mend the others too.
    reason: first.message,
    // Dropping the pattern itself is no help to somebody who wants it.
    mends: mendsOf(catalogue, goldenPath, tried, first)
      .filter(mend => mend.kind === 'set' || mend.pattern !== pattern)
      .filter(
        mend =>
          mend.kind !== 'choose' ||
          mend.group !== group.id ||
          group.choose !== 'one',
      ),
  };
}
