import type { Catalogue } from './composition';
import type { GoldenPath, PatternManifest } from './pattern';

/** Orders patterns by their row (A2 before A10 before B1), then by id. @public */
export function comparePatterns(
  a: PatternManifest,
  b: PatternManifest,
): number {
  const letters = a.row.charCodeAt(0) - b.row.charCodeAt(0);
  if (letters !== 0) return letters;
  const numbers = Number(a.row.slice(1)) - Number(b.row.slice(1));
  if (numbers !== 0) return numbers;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/** The golden path with this id, if the catalogue has one. @public */
export function findGoldenPath(
  catalogue: Catalogue,
  id: string,
): GoldenPath | undefined {
  return catalogue.goldenPaths.find(goldenPath => goldenPath.id === id);
}

/** The pattern with this id, if the catalogue has one. @public */
export function findPattern(
  catalogue: Catalogue,
  id: string,
): PatternManifest | undefined {
  return catalogue.patterns.find(pattern => pattern.id === id);
}

/** Patterns that a golden path may ever use: the fixed and the offered. @public */
export function patternsOfGoldenPath(
  catalogue: Catalogue,
  goldenPath: GoldenPath,
): PatternManifest[] {
  const ids = new Set([
    ...goldenPath.fixed,
    ...Object.values(goldenPath.offers).flat(),
  ]);
  return catalogue.patterns
    .filter(({ id }) => ids.has(id))
    .sort(comparePatterns);
}
