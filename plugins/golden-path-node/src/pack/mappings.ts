import type {
  FileClass,
  PatternManifest,
} from '@golden-path/backstage-plugin-golden-path-common';

/** A place of the patterns module and its place in a service. */
export interface Mapping {
  readonly pattern: string;
  /** File or folder, relative to the patterns module. */
  readonly source: string;
  readonly target: string;
  readonly class: FileClass;
  readonly scope: 'service' | 'resource';
  readonly when: readonly string[];
  readonly unless: readonly string[];
  readonly only: PatternManifest['packages'][number]['only'];
  readonly except: readonly string[];
}

const known = new WeakMap<PatternManifest, readonly Mapping[]>();

/** Every mapping of a pattern, packages and other files alike. */
export function mappingsOf(pattern: PatternManifest): readonly Mapping[] {
  const mappings = known.get(pattern) ?? readMappings(pattern);
  known.set(pattern, mappings);
  return mappings;
}

function readMappings(pattern: PatternManifest): Mapping[] {
  return [...pattern.packages, ...pattern.files].map(mapping => ({
    pattern: pattern.id,
    source: normal(mapping.source),
    target: mapping.target,
    class: mapping.class,
    scope: mapping.scope,
    when: mapping.when ?? [],
    unless: mapping.unless ?? [],
    only: mapping.only,
    except: mapping.except.map(name => `${normal(mapping.source)}/${name}`),
  }));
}

/**
 * Where a source file goes under a mapping, relative to the mapping's target;
 * undefined when the mapping does not hold the file.
 */
export function pathUnder(
  mapping: Mapping,
  source: string,
): string | undefined {
  if (source === mapping.source) return '';
  const prefix = `${mapping.source}/`;
  if (!source.startsWith(prefix)) return undefined;
  if (mapping.except.some(e => source === e || source.startsWith(`${e}/`))) {
    return undefined;
  }
  return source.slice(prefix.length);
}

function normal(path: string): string {
  return path.replace(/^\.\//, '').replace(/\/$/, '');
}
