import { profileSchema } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  ComposedFile,
  Composition,
} from '@golden-path/backstage-plugin-golden-path-common';
import { stringify } from 'yaml';
import { z } from 'zod';
import { version as composerVersion } from '../../package.json';
import type { FileDraft } from '../plan/draft';
import { sha256 } from '../render/treeHash';

/** Where the lock stands in a repository. @public */
export const LOCK_PATH = '.golden-path/lock.yaml';

/** `.golden-path/lock.yaml`: what a repository was composed from. @public */
export const lockSchema = z.strictObject({
  version: z.literal(1),
  composer: z.string(),
  goldenPath: z.strictObject({ id: z.string(), version: z.string() }),
  patterns: z.record(z.string(), z.string()),
  /** What the organisation settled when it was composed. */
  profile: profileSchema.optional(),
  answers: z.record(z.string(), z.unknown()),
  files: z.record(
    z.string(),
    z.strictObject({
      class: z.string(),
      pattern: z.string(),
      sha256: z.string(),
    }),
  ),
});

/** What a repository was composed from. @public */
export type Lock = z.infer<typeof lockSchema>;

const HEADER = [
  '# Written by golden-path; do not edit.',
  '# Says what this repository was composed from, so that it can be updated.',
  '',
].join('\n');

/** The lock of a composition: answers hold no secret, so they are kept whole. @public */
export function lockFile(
  composition: Composition,
  files: readonly ComposedFile[],
): FileDraft {
  const { goldenPath, patterns, profile, answers } = composition;
  const lock: Lock = {
    version: 1,
    composer: composerVersion,
    goldenPath: { id: goldenPath.id, version: goldenPath.version },
    patterns: Object.fromEntries(
      [...patterns]
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id, version }) => [id, version]),
    ),
    ...(profile && { profile }),
    answers,
    files: Object.fromEntries(
      files.map(({ path, class: kind, pattern, content }) => [
        path,
        { class: kind, pattern, sha256: sha256(content) },
      ]),
    ),
  };
  const body = stringify(lock, { lineWidth: 0, aliasDuplicateObjects: false });
  return { path: LOCK_PATH, class: 'generated', content: `${HEADER}${body}` };
}
