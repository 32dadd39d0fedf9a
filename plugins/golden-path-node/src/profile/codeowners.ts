import type { Profile } from '@golden-path/backstage-plugin-golden-path-common';
import type { FileDraft } from '../plan/draft';

/** CODEOWNERS at the root, where every host that knows the file reads it. */
export function codeowners(profile: Profile | undefined): FileDraft[] {
  if (!profile?.codeowners) return [];
  const lines = Object.entries(profile.codeowners).map(
    ([path, owners]) => `${path} ${owners.join(' ')}\n`,
  );
  return [{ path: 'CODEOWNERS', class: 'emitted', content: lines.join('') }];
}
