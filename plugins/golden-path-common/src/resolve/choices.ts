import type { Answers } from '../answers';
import type { Catalogue, Mend, Problem } from '../composition';
import type { GoldenPath, PatternGroup } from '../pattern';
import { shown } from '../resources/text';

/** Ids of the patterns chosen in each group that offers a choice. */
export type Choices = ReadonlyMap<string, readonly string[]>;

/** What the answers choose, and what they get wrong about choosing. */
export interface ReadChoices {
  readonly choices: Choices;
  /** Groups that the answers name; the others hold defaults. */
  readonly answered: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

/**
 * Reads `patterns` of the answers; groups left out take their default, and
 * former patterns count as those that replaced them.
 */
export function readChoices(
  { patterns: known }: Pick<Catalogue, 'patterns'>,
  goldenPath: GoldenPath,
  patterns: Answers['patterns'],
): ReadChoices {
  const problems: Problem[] = unknownGroups(goldenPath, patterns);
  const choices = new Map<string, readonly string[]>();
  const answered = new Set<string>();
  const today = new Map(
    known.flatMap(({ id, replaces }) => replaces.map(old => [old, id])),
  );
  for (const group of goldenPath.groups) {
    const answer = answerOf(patterns, group.id);
    if (answer === undefined) {
      choices.set(group.id, goldenPath.defaults[group.id] ?? []);
      continue;
    }
    answered.add(group.id);
    const named = answer.map(id => today.get(id) ?? id);
    const read = readGroup(goldenPath, group, named);
    problems.push(...read.problems);
    choices.set(group.id, read.chosen);
  }
  return { choices, answered, problems };
}

/** The choices after the mend; a mend that is no choice changes nothing. */
export function mendChoices(
  goldenPath: GoldenPath,
  choices: Choices,
  mend: Mend,
): Choices {
  if (mend.kind === 'set') return choices;
  const chosen = choices.get(mend.group) ?? [];
  const group = goldenPath.groups.find(({ id }) => id === mend.group);
  const others = chosen.filter(id => id !== mend.pattern);
  if (mend.kind === 'drop') return new Map(choices).set(mend.group, others);
  const next = group?.choose === 'one' ? [] : others;
  return new Map(choices).set(mend.group, [...next, mend.pattern]);
}

function answerOf(
  patterns: Answers['patterns'],
  group: string,
): readonly string[] | undefined {
  if (!patterns || !Object.hasOwn(patterns, group)) return undefined;
  const answer = patterns[group];
  return typeof answer === 'string' ? [answer] : answer;
}

function unknownGroups(
  goldenPath: GoldenPath,
  patterns: Answers['patterns'],
): Problem[] {
  const known = goldenPath.groups.map(({ id }) => id);
  return Object.keys(patterns ?? {})
    .filter(group => !known.includes(group))
    .map(group => ({
      path: ['patterns', group],
      message: `the golden path '${goldenPath.id}' has no group ${shown(
        group,
      )}`,
      advice: `Use one of ${known.join(', ')}.`,
      mends: [
        {
          kind: 'set',
          label: `Remove ${shown(group)}`,
          path: ['patterns', group],
          value: undefined,
        },
      ],
    }));
}

function readGroup(
  goldenPath: GoldenPath,
  group: PatternGroup,
  answer: readonly string[],
): { chosen: readonly string[]; problems: Problem[] } {
  const offered = goldenPath.offers[group.id] ?? [];
  const asked = [...new Set(answer)].filter(
    id => !goldenPath.fixed.includes(id),
  );
  const chosen = asked.filter(id => offered.includes(id));
  const problems = asked
    .filter(id => !offered.includes(id))
    .map(id => notOffered(group, id, offered));
  if (group.choose === 'one' && problems.length === 0 && chosen.length !== 1) {
    problems.push(notOne(group, chosen, offered));
  }
  // One mistake is told once: what follows sees the default in its place.
  if (group.choose === 'one' && problems.length > 0) {
    return { chosen: goldenPath.defaults[group.id] ?? [], problems };
  }
  return { chosen, problems };
}

function notOffered(
  group: PatternGroup,
  id: string,
  offered: readonly string[],
): Problem {
  return {
    path: ['patterns', group.id],
    message: `${shown(id)} is no choice of group '${group.id}'`,
    advice: offered.length
      ? `Choose ${offered.join(' or ')}.`
      : `Leave '${group.id}' out: its patterns are fixed.`,
    mends: chooseMends(group, offered),
  };
}

function notOne(
  group: PatternGroup,
  chosen: readonly string[],
  offered: readonly string[],
): Problem {
  return {
    path: ['patterns', group.id],
    message: `group '${group.id}' takes exactly one pattern, not ${
      chosen.length === 0 ? 'none' : chosen.join(' and ')
    }`,
    advice: `Choose ${offered.join(' or ')}.`,
    mends: chooseMends(group, chosen.length ? chosen : offered),
  };
}

function chooseMends(group: PatternGroup, ids: readonly string[]): Mend[] {
  if (group.choose !== 'one') return [];
  return ids.map(pattern => ({
    kind: 'choose',
    label: `Choose ${pattern}`,
    group: group.id,
    pattern,
  }));
}
