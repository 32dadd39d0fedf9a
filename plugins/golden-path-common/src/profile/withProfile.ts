import type { Catalogue, Problem } from '../composition';
import type { GoldenPath } from '../pattern';
import type { Profile } from './profile';

/**
 * The catalogues as an organisation uses them: its defaults in the place of
 * the golden paths' own, and the profile beside them, which `resolve` holds
 * answers to. Problems are about the profile, for which all catalogues count.
 * @public
 */
export function withProfile<C extends Catalogue>(
  catalogues: readonly C[],
  profile: Profile,
): { catalogues: C[]; problems: Problem[] } {
  const goldenPaths = catalogues.flatMap(catalogue => catalogue.goldenPaths);
  return {
    problems: Object.entries(profile.patterns ?? {}).flatMap(([group, ids]) =>
      groupProblems(goldenPaths, group, [ids].flat()),
    ),
    catalogues: catalogues.map(catalogue => ({
      ...catalogue,
      goldenPaths: catalogue.goldenPaths.map(goldenPath =>
        withDefaults(goldenPath, profile),
      ),
      profile,
    })),
  };
}

function groupProblems(
  goldenPaths: readonly GoldenPath[],
  group: string,
  ids: readonly string[],
): Problem[] {
  const offered = [
    ...new Set(goldenPaths.flatMap(({ offers }) => offers[group] ?? [])),
  ];
  const path = ['patterns', group];
  if (offered.length === 0) {
    const groups = goldenPaths.flatMap(({ offers }) => Object.keys(offers));
    return [
      {
        path,
        message: 'is no group that offers a choice',
        advice: `Use one of ${[...new Set(groups)].join(', ')}.`,
        mends: [],
      },
    ];
  }
  return ids
    .filter(id => !offered.includes(id))
    .map(id => ({
      path,
      message: `names '${id}', which no golden path offers there`,
      advice: `Use ${offered.join(' or ')}.`,
      mends: [],
    }));
}

/** A default that a golden path does not offer leaves it its own. */
function withDefaults(
  goldenPath: GoldenPath,
  { patterns = {} }: Profile,
): GoldenPath {
  const changed = goldenPath.groups.flatMap(({ id, choose }) => {
    const wanted = Object.hasOwn(patterns, id) ? patterns[id] : undefined;
    if (wanted === undefined || choose === 'fixed') return [];
    const ids = [wanted].flat();
    const known = ids.filter(each => goldenPath.offers[id]?.includes(each));
    const fits = choose === 'one' ? known.length === 1 : true;
    return fits && (known.length > 0 || ids.length === 0) ? [[id, known]] : [];
  });
  return {
    ...goldenPath,
    defaults: { ...goldenPath.defaults, ...Object.fromEntries(changed) },
  };
}
