import {
  profileSchema,
  remembered,
} from '@golden-path/backstage-plugin-golden-path-common';
import type {
  ComposedFile,
  Composition,
} from '@golden-path/backstage-plugin-golden-path-common';
import { stringify } from 'yaml';
import { z } from 'zod';
import { version as composerVersion } from '../../package.json';
import type { FileDraft } from '../plan/draft';
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

const indented = (text: string, indent: string) =>
  text.replace(/^(?=.)/gm, indent);

/** A change of one field leaves most of a lock as it was: those of some forty services. */
const SERVICES = 40;
const RESOURCES = 400;

/** An item of the answers' `resources`, given as JSON. */
const printResource = remembered(RESOURCES, json =>
  indented(print([JSON.parse(json)]), '    '),
);

/** All but the resources and the files, given as JSON. */
const printHead = remembered(SERVICES, json => print(JSON.parse(json)));

const entries = new WeakMap<ComposedFile, string>();

/** The file's entry of `files`. */
function entryOf(file: ComposedFile): string {
  const known = entries.get(file);
  if (known !== undefined) return known;
  const { path, class: kind, pattern } = file;
  const entry = { [path]: { class: kind, pattern, sha256: digestOf(file) } };
  const text = indented(print(entry), '  ');
  entries.set(file, text);
  return text;
}

/** The lock of a composition: answers hold no secret, so they are kept whole. @public */
export function lockFile(
  composition: Composition,
  files: readonly ComposedFile[],
): FileDraft {
  const { goldenPath, patterns, profile } = composition;
  const { resources, ...answers } = composition.answers;
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
  return {
    path: LOCK_PATH,
    class: 'generated',
    content: [
      HEADER,
      printHead(JSON.stringify(lock)),
      '  resources:\n',
      ...resources.map(resource => printResource(JSON.stringify(resource))),
      'files:\n',
      ...files.map(entryOf),
    ].join(''),
  };
}
