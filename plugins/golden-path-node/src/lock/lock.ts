import { profileSchema } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  ComposedFile,
  Composition,
} from '@golden-path/backstage-plugin-golden-path-common';
import { stringify } from 'yaml';
import { z } from 'zod';
import { version as composerVersion } from '../../package.json';
import type { FileDraft } from '../plan/draft';
import { remembered } from '../recent';
import { digestOf } from '../render/treeHash';

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

const print = (value: unknown) =>
  stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });

/** Most files are the same from one composition to the next: those of some thirty services. */
const KEPT = 10_000;

/** An entry of `files`, given as JSON. */
const printEntry = remembered(KEPT, json =>
  print(JSON.parse(json)).replace(/^(?=.)/gm, '  '),
);

/** The lock of a composition: answers hold no secret, so they are kept whole. @public */
export function lockFile(
  composition: Composition,
  files: readonly ComposedFile[],
): FileDraft {
  const { goldenPath, patterns, profile, answers } = composition;
  const lock: Omit<Lock, 'files'> = {
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
  };
  const entries = files.map(file => {
    const { path, class: kind, pattern } = file;
    return printEntry(
      JSON.stringify({
        [path]: { class: kind, pattern, sha256: digestOf(file) },
      }),
    );
  });
  return {
    path: LOCK_PATH,
    class: 'generated',
    content: `${HEADER}${print(lock)}files:\n${entries.join('')}`,
  };
}
