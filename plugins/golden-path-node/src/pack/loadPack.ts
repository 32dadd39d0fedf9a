import type {
  Catalogue,
  Facts,
  GoldenPath,
  PatternManifest,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { ModuleTable } from '../gomod';
import { mappingsOf } from './mappings';
import type { Pack, SourceFile } from './pack';
import { PackError } from './packError';
import {
  hasPatterns,
  PATTERNS_FOLDER,
  readFacts,
  readGoldenPaths,
  readManifests,
  readModules,
  readSources,
} from './readPack';
import { validatePack } from './validatePack';

/**
 * Reads and checks the pack in a folder that holds `patterns/` and a folder a
 * golden path. Throws a {@link PackError} that lists everything wrong with it.
 * @public
 */
export async function loadPack(root: string): Promise<Pack> {
  if (!(await hasPatterns(root))) {
    throw new PackError(root, [
      {
        file: PATTERNS_FOLDER,
        path: [],
        message: 'is no folder',
        advice: `Name the folder of a pack, which holds '${PATTERNS_FOLDER}' and a folder for each golden path.`,
      },
    ]);
  }
  const [manifests, goldenPaths, facts, modules] = await Promise.all([
    readManifests(root),
    readGoldenPaths(root),
    readFacts(root),
    readModules(root),
  ]);
  const [fact] = facts.values;
  const [table] = modules.values;
  const problems = [manifests, goldenPaths, facts, modules].flatMap(
    read => read.problems,
  );
  if (problems.length > 0 || !fact || !table) {
    throw new PackError(root, problems);
  }
  const sources = readMapped(root, manifests.values);
  const pack: Pack = {
    root,
    catalogue: catalogueOf(manifests.values, goldenPaths.values, fact, table),
    facts: fact,
    modules: table,
    sources: new Map(sources.map(source => [source.path, source])),
  };
  const faults = validatePack(pack);
  if (faults.length > 0) throw new PackError(root, faults);
  return pack;
}

function catalogueOf(
  patterns: readonly PatternManifest[],
  goldenPaths: readonly GoldenPath[],
  { ports, regions, reserved }: Facts,
  { modules }: ModuleTable,
): Catalogue {
  return {
    patterns,
    goldenPaths,
    ports,
    regions,
    reserved: { ...reserved, modules: Object.keys(modules).sort() },
  };
}

function readMapped(
  root: string,
  patterns: readonly PatternManifest[],
): SourceFile[] {
  const folders = new Set(
    patterns.flatMap(pattern => [
      ...mappingsOf(pattern).map(({ source }) => source),
      pattern.id,
    ]),
  );
  const outermost = [...folders].filter(
    folder =>
      ![...folders].some(
        other => other !== folder && folder.startsWith(`${other}/`),
      ),
  );
  return outermost
    .flatMap(folder => readSources(root, folder))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
