import type { IndexableDocument } from '@backstage/plugin-search-common';
import { findPattern } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Catalogue,
  GoldenPath,
  PatternManifest,
} from '@golden-path/backstage-plugin-golden-path-common';

/** A golden path, or a pattern of it, as it is found. @public */
export interface GoldenPathDocument extends IndexableDocument {
  readonly kind: 'golden path' | 'pattern';
  /** Id of the golden path that the result leads to. */
  readonly goldenPath: string;
  /** Id of the pattern. */
  readonly pattern?: string;
  /** Name of the golden path's icon. */
  readonly icon?: string;
  readonly tags: readonly string[];
}

/** Everything of a catalogue that can be found, golden path by golden path. */
export function documentsOf(catalogue: Catalogue): GoldenPathDocument[] {
  return catalogue.goldenPaths.flatMap(goldenPath => [
    goldenPathDocument(goldenPath),
    ...patternsOf(catalogue, goldenPath).map(pattern =>
      patternDocument(goldenPath, pattern),
    ),
  ]);
}

/** The patterns that a golden path always brings, and those it offers. */
function patternsOf(
  catalogue: Catalogue,
  { fixed, offers }: GoldenPath,
): PatternManifest[] {
  const ids = new Set([...fixed, ...Object.values(offers).flat()]);
  return [...ids]
    .map(id => findPattern(catalogue, id))
    .filter(pattern => pattern !== undefined);
}

function goldenPathDocument(goldenPath: GoldenPath): GoldenPathDocument {
  const { id, title, description, tags } = goldenPath;
  return {
    kind: 'golden path',
    goldenPath: id,
    tags,
    title,
    text: `Golden path: ${description}`,
    ...placeOf(goldenPath),
  };
}

function patternDocument(
  goldenPath: GoldenPath,
  pattern: PatternManifest,
): GoldenPathDocument {
  const { id, title, problem, summary, tradeoffs, whenNot } = pattern;
  return {
    kind: 'pattern',
    goldenPath: goldenPath.id,
    pattern: id,
    tags: [],
    title,
    text: [
      `Pattern of ${goldenPath.title}: ${problem}.`,
      summary,
      ...tradeoffs,
      ...whenNot,
    ].join(' '),
    ...placeOf(goldenPath, `#pattern=${id}`),
  };
}

/** Where a result leads, what it looks like, and what decides who finds it. */
function placeOf({ id, icon }: GoldenPath, fragment = '') {
  return {
    icon,
    // Search engines keep one document a location.
    location: `/create/templates/default/${id}${fragment}`,
    authorization: { resourceRef: id },
  };
}
