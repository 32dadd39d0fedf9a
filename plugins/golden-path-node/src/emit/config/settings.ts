import type { ConfigKey } from '@golden-path/backstage-plugin-golden-path-common';

/** One setting, placed in its section. */
export interface Setting {
  readonly key: ConfigKey;
  /** The field in its section, such as `MaxBody`. */
  readonly name: string;
}

/** Settings that share a struct, such as those of `HTTP`. */
export interface Section {
  readonly name: string;
  /** What their variables begin with, such as `HTTP`. */
  readonly prefix: string;
  readonly settings: readonly Setting[];
}

/** The settings by section, both in the order of the variables' words. */
export function sections(keys: readonly ConfigKey[]): Section[] {
  const sorted = [...keys].sort((a, b) => byWords(a.key, b.key));
  const names = [...new Set(sorted.map(({ field }) => sectionOf(field)))];
  return names.map(name => {
    const own = sorted.filter(({ field }) => sectionOf(field) === name);
    return {
      name,
      prefix: prefixOf(own[0]?.key ?? '', name),
      settings: own.map(key => ({ key, name: key.field.split('.')[1] ?? '' })),
    };
  });
}

function sectionOf(field: string): string {
  return field.split('.')[0] ?? '';
}

/** As many of the variable's words as the section's name has. */
function prefixOf(key: string, section: string): string {
  const count = section.match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]+/g)?.length ?? 1;
  return key.split('_').slice(0, count).join('_');
}

function byWords(a: string, b: string): number {
  const [left, right] = [a.split('_'), b.split('_')];
  const at = left.findIndex((word, index) => word !== right[index]);
  if (at < 0) {
    return left.length - right.length;
  }
  const [mine = '', other = ''] = [left[at], right[at]];
  return mine < other ? -1 : 1;
}
