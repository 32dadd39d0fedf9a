import type { ProtoField, ProtoMessage } from './model';

/** Methods that every generated message has. */
const OWN_METHODS = [
  'Reset',
  'String',
  'ProtoMessage',
  'Marshal',
  'Unmarshal',
  'ExtensionRangeArray',
  'ExtensionMap',
  'Descriptor',
];

/**
 * The name that protoc-gen-go makes of one in Protocol Buffers: words begin
 * with a capital, digits keep the underscore before them, a dot becomes one.
 */
export function goCamelCase(name: string): string {
  return name
    .replace(/^_/, 'X')
    .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    .replace(
      /(^|[0-9._])([a-z])/g,
      (_, before: string, letter: string) => `${before}${letter.toUpperCase()}`,
    )
    .replaceAll('.', '_');
}

/** A field's name in JSON. */
export function jsonName(name: string): string {
  return name.replace(/_+([a-z]?)/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
}

/**
 * The struct fields of a message, in order. One that meets a method of the
 * message or a getter of another field ends with underscores.
 */
export function goFieldNames({
  fields,
}: ProtoMessage): Map<ProtoField, string> {
  const taken = new Map(OWN_METHODS.map(name => [name, true]));
  const free = (wanted: string, hasGetter: boolean) => {
    let name = wanted;
    while (taken.get(name) || (hasGetter && taken.get(`Get${name}`))) {
      name += '_';
    }
    taken.set(name, true);
    taken.set(`Get${name}`, hasGetter);
    return name;
  };
  return new Map(
    fields.map(field => {
      const name = free(goCamelCase(field.name), true);
      // Presence is a oneof of one field, which has a name as well.
      if (field.label === 'optional')
        free(goCamelCase(`_${field.name}`), false);
      return [field, name];
    }),
  );
}

/** The words of a file's path as one Go name. */
export function goSanitized(path: string): string {
  return path.replace(/[^A-Za-z0-9_]/g, '_');
}
