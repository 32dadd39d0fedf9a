import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import type { Home } from '../eachResource';
import { goFields, SHAPES, type GoCode, type GoField } from '../fields';
import { GENERATED, goText, imports } from '../go/go';
import { fileText, paragraphs } from '../lines';
import { CHANGES, topicOf, typeOf } from './eventNames';

/** Members of every event, before the fields. */
const OWN_MEMBERS = [
  ['ID', 'uuid.UUID', 'id'],
  ['Version', 'int64', 'version'],
  ['CreatedAt', 'time.Time', 'created_at'],
  ['UpdatedAt', 'time.Time', 'updated_at'],
  ['DeletedAt', '*time.Time', 'deleted_at'],
] as const;

const GO_CHANGES = {
  created: 'Created',
  updated: 'Updated',
  deleted: 'Deleted',
} as const;

/** `internal/events/order.go`: topic, types and body of a resource's events. */
export function emitEvents(home: Home, resource: Resource): string {
  const { pascal, words } = resource.names.singular;
  const plural = resource.names.plural.words;
  const fields = goFields(resource);
  const types = fields.map(bodyType);
  const member = (name: string, type: string, wire: string) =>
    `${name} ${type} \`json:${goText(wire)}\``;
  return fileText(
    paragraphs(
      [GENERATED],
      ['package events'],
      imports(home.module, [
        'time',
        'uuid',
        ...types.flatMap(type => type.imports),
      ]),
      [
        `// ${pascal}Topic is the topic with what happens to ${plural}.`,
        `const ${pascal}Topic = ${goText(topicOf(home, resource))}`,
      ],
      [
        `// What happens to ${plural}, as the types of events tell it.`,
        'const (',
        CHANGES.map(
          change =>
            `${pascal}${GO_CHANGES[change]} = ${goText(
              typeOf(resource, change),
            )}`,
        ),
        ')',
      ],
      [
        `// ${pascal}Event is the body of an event: the ${words} as it is after what has happened.`,
        `type ${pascal}Event struct {`,
        OWN_MEMBERS.map(([name, type, wire]) => member(name, type, wire)),
        fields.map(({ name, nullable, wire }, index) =>
          member(name, `${nullable ? '*' : ''}${types[index]?.code}`, wire),
        ),
        '}',
      ],
    ),
  );
}

/** As JSON carries it: the names of an enum are text, days have a type of their own. */
function bodyType(field: GoField): GoCode {
  switch (field.field.type) {
    case 'enum':
      return { code: 'string', imports: [] };
    case 'date':
      return { code: 'Date', imports: [] };
    default:
      return SHAPES[field.field.type].type(field, '');
  }
}
