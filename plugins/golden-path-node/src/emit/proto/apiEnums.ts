import {
  wordsOf,
  type Field,
  type Resource,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { ProtoEnum } from './model';

/**
 * The enums of a resource by their field. Values of all enums in a message
 * share its names, so each begins with the name of its enum; where that is not
 * enough, the enum gets an ending.
 */
export function protoEnums({ fields }: Resource): Map<Field, ProtoEnum> {
  const taken = new Set<string>();
  const free = (field: Field, values: readonly string[]): ProtoEnum => {
    for (let ending = ''; ; ending += 'Value') {
      const name = `${pascalWords(field.column)}${ending}`;
      const declared = {
        name,
        about: `${name} is one of the values below.`,
        values: enumValues(name, values),
      };
      const names = [name, ...declared.values];
      if (names.every(other => !taken.has(other))) {
        names.forEach(other => taken.add(other));
        return declared;
      }
    }
  };
  return new Map(
    fields.flatMap(field =>
      field.values ? [[field, free(field, field.values)] as const] : [],
    ),
  );
}

/** Words with a capital each; digits go to the word before them. */
function pascalWords(name: string): string {
  return wordsOf(name)
    .map(word => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('');
}

function enumValues(name: string, values: readonly string[]): string[] {
  const prefix = name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase();
  const unspecified = `${prefix}_UNSPECIFIED`;
  const spelt = values.map(
    value => `${prefix}_${wordsOf(value).join('_').toUpperCase()}`,
  );
  return [
    unspecified,
    ...spelt.map(value => {
      let own = value;
      while (own === unspecified || (own !== value && spelt.includes(own))) {
        own += '_VALUE';
      }
      return own;
    }),
  ];
}
