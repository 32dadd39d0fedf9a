import { comparePatterns, findPattern } from '../catalogue';
import type { Catalogue, Mend } from '../composition';
import type { GoldenPath, PatternManifest } from '../pattern';
import { mendChoices } from './choices';
import type { Choices } from './choices';
import { findConflicts } from './conflicts';
import type { Conflict } from './conflicts';

/** The patterns that the choices put in, fixed ones included, in order. */
export function patternsOf(
  catalogue: Catalogue,
  goldenPath: GoldenPath,
  choices: Choices,
): PatternManifest[] {
  const ids = new Set([...goldenPath.fixed, ...[...choices.values()].flat()]);
  return [...ids]
    .map(id => findPattern(catalogue, id))
    .filter(pattern => pattern !== undefined)
    .sort(comparePatterns);
}

/** Everything that forbids the choices. */
export function conflictsOf(
  catalogue: Catalogue,
  goldenPath: GoldenPath,
  choices: Choices,
): readonly Conflict[] {
  return findConflicts(catalogue, patternsOf(catalogue, goldenPath, choices));
}

/** Changes that make a conflict go away, tried out one by one. */
export function mendsOf(
  catalogue: Catalogue,
  goldenPath: GoldenPath,
  choices: Choices,
  conflict: Conflict,
): Mend[] {
  return candidates(catalogue, goldenPath, conflict).filter(mend => {
    const mended = mendChoices(goldenPath, choices, mend);
    return !conflictsOf(catalogue, goldenPath, mended).some(
      ({ message }) => message === conflict.message,
    );
  });
}

function candidates(
  catalogue: Catalogue,
  goldenPath: GoldenPath,
  { wanted, culprits }: Conflict,
): Mend[] {
  const title = (id: string) => findPattern(catalogue, id)?.title ?? id;
  const mends = goldenPath.groups.flatMap((group): Mend[] => {
    const offered = goldenPath.offers[group.id] ?? [];
    const added = offered.filter(id => wanted.includes(id));
    const dropped = offered.filter(id => culprits.includes(id));
    const instead =
      group.choose === 'one' && dropped.length
        ? offered.filter(id => !dropped.includes(id))
        : [];
    const choose =
      (word: string) =>
      (pattern: string): Mend => ({
        kind: 'choose',
        label: `${word} ${title(pattern)}`,
        group: group.id,
        pattern,
      });
    const drop = (pattern: string): Mend => ({
      kind: 'drop',
      label: `Drop ${title(pattern)}`,
      group: group.id,
      pattern,
    });
    return [
      ...added.map(choose(group.choose === 'one' ? 'Choose' : 'Add')),
      ...instead.map(choose('Choose')),
      ...(group.choose === 'any' ? dropped.map(drop) : []),
    ];
  });
  // To add something comes before giving up what somebody chose.
  return [
    ...mends.filter(({ kind }) => kind !== 'drop'),
    ...mends.filter(({ kind }) => kind === 'drop'),
  ];
}
