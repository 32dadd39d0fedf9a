import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { goFields, type GoField } from '../fields';
import { GENERATED, imports } from '../go/go';
import { fileText, paragraphs } from '../lines';

/** `internal/grpcapi/order_event.go`: events as the domain's types. */
export function emitEventItem(module: string, resource: Resource): string {
  const { pascal, camel, flat, words } = resource.names.singular;
  const own = ['internal/events', `internal/${flat}`];
  return fileText(
    paragraphs([GENERATED], ['package grpcapi'], imports(module, [], own), [
      `// ${camel}Of returns the ${words} that an event tells of.`,
      `func ${camel}Of(e events.${pascal}Event) ${flat}.${pascal} {`,
      `return ${flat}.${pascal}{`,
      ...['ID', 'Version', 'CreatedAt', 'UpdatedAt'].map(
        name => `${name}: e.${name},`,
      ),
      goFields(resource).map(
        field => `${field.name}: ${fromEvent(field, `${flat}.`)},`,
      ),
      '}',
      '}',
    ]),
  );
}

/** Enums are text in events, and days have a type of their own. */
function fromEvent(field: GoField, of: string): string {
  const value = `e.${field.name}`;
  switch (field.field.type) {
    case 'enum':
      return field.nullable
        ? `(*${of}${field.enum?.type})(${value})`
        : `${of}${field.enum?.type}(${value})`;
    case 'date':
      return field.nullable ? `${value}.Day()` : `${value}.Time`;
    default:
      return value;
  }
}
