import {
  checkShape,
  formatPath,
  profileSchema,
  withProfile,
} from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Problem,
  Profile,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Pack } from '../pack';

/**
 * Reads a profile of any shape.
 *
 * @throws Error that names each key below `root`, its problem and the mend
 * @public
 */
export function readProfile(value: unknown, root: string): Profile {
  const { value: profile, problems } = checkShape(value, profileSchema);
  if (profile) return profile;
  throw profileError(problems, root);
}

/**
 * The packs as an organisation uses them.
 *
 * @throws Error that names each key below `root` that fits no pack
 * @public
 */
export function packsWithProfile(
  packs: readonly Pack[],
  profile: Profile | undefined,
  root: string,
): Pack[] {
  if (!profile) return [...packs];
  const { catalogues, problems } = withProfile(
    packs.map(({ catalogue }) => catalogue),
    profile,
  );
  if (problems.length > 0) throw profileError(problems, root);
  return packs.map((pack, index) => ({
    ...pack,
    catalogue: catalogues[index]!,
  }));
}

function profileError(problems: readonly Problem[], root: string): Error {
  const lines = problems.map(({ path, message, advice }) => {
    const key = [root, formatPath(path)].filter(part => part !== '').join('.');
    return `${key} ${message}. ${advice}`;
  });
  return new Error(lines.join('\n'));
}
