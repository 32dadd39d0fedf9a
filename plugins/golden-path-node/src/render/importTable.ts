import type {
  Catalogue,
  Composition,
  PatternManifest,
} from '@golden-path/backstage-plugin-golden-path-common';
import { mappingsOf, pathUnder } from '../pack/mappings';
import type { Pack } from '../pack/pack';
import { isResourcePath, renamePath } from '../plan/sampleNames';
import type { Subject } from '../plan/sampleNames';

/** Says under which path a composed service imports a package. */
export type ImportTable = (path: string, subject: Subject) => string;

/**
 * The import table of a service. Packages of all patterns are in it: variants
 * share a target, so code may import any of them.
 */
export function importTable(pack: Pack, composition: Composition): ImportTable {
  const prefix = `${pack.facts.module}/`;
  const module = composition.service.module;
  const known = targetsOf(pack.catalogue);
  return (path, subject) => {
    if (!path.startsWith(prefix)) return path;
    const source = path.slice(prefix.length);
    if (!known.has(source)) {
      known.set(source, targetOf(pack.catalogue.patterns, source));
    }
    const target = known.get(source);
    if (target === undefined) {
      throw new Error(
        `nothing places the package ${path}; add it to the packages of its pattern`,
      );
    }
    if (isResourcePath(target) && !subject.resource) {
      throw new Error(`${path} is imported outside a resource`);
    }
    return `${module}/${renamePath(target, subject)}`;
  };
}

type Targets = Map<string, string | undefined>;

const targets = new WeakMap<Catalogue, Targets>();

/** The targets of packages that were asked for: they are the catalogue's alone. */
function targetsOf(catalogue: Catalogue): Targets {
  const known = targets.get(catalogue) ?? new Map();
  targets.set(catalogue, known);
  return known;
}

function targetOf(
  patterns: readonly PatternManifest[],
  source: string,
): string | undefined {
  let best: { length: number; target: string } | undefined;
  for (const mapping of patterns.flatMap(mappingsOf)) {
    const rest = pathUnder(mapping, source);
    if (rest === undefined) continue;
    if (best && best.length >= mapping.source.length) continue;
    const target = rest === '' ? mapping.target : `${mapping.target}/${rest}`;
    best = { length: mapping.source.length, target };
  }
  return best?.target;
}
