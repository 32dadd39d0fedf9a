import type {
  Upstream,
  UpstreamResource,
} from '@golden-path/backstage-plugin-golden-path-common';
import { goFields, SHAPES, type GoCode, type GoField } from '../fields';
import { comment, GENERATED, goText, imports } from '../go/go';
import type { GoPackage } from '../go/packages';
import { fileText, paragraphs, type Text } from '../lines';

/** The package of an upstream's client. */
export function clientPackage({ names }: Upstream): string {
  return `${names.singular.flat}client`;
}

/** `internal/upstream/sellersclient/client.go`: what an upstream keeps, in Go. */
export function emitClient(module: string, upstream: Upstream): string {
  const resources = upstream.resources.map(resource => ({
    resource,
    fields: goFields(resource),
  }));
  const needs: GoPackage[] = [
    'httpclient',
    'time',
    'uuid',
    ...resources.flatMap(({ fields }) =>
      fields.flatMap(field => wireType(field).imports),
    ),
  ];
  return fileText(
    paragraphs(
      [GENERATED],
      [
        `// Package ${clientPackage(upstream)} calls ${upstream.name}.`,
        `package ${clientPackage(upstream)}`,
      ],
      imports(module, needs),
      [
        `// Client calls ${upstream.name}.`,
        'type Client struct {',
        upstream.resources.map(resource => {
          const { plural } = resource.names;
          const verb = resource.writes ? 'reads and changes' : 'reads';
          return [
            `// ${plural.pascal} ${verb} ${plural.words}.`,
            `${plural.pascal} httpclient.${kindOf(resource)}`,
          ];
        }),
        '}',
      ],
      [
        '// New returns a client whose calls go through c.',
        'func New(c *httpclient.Client) *Client {',
        'return &Client{',
        upstream.resources.map(resource => {
          const { singular, plural } = resource.names;
          return `${plural.pascal}: httpclient.New${kindOf(
            resource,
          )}(c, ${goText(singular.words)}, ${goText(
            `/api/v1/${plural.kebab}`,
          )}),`;
        }),
        '}',
        '}',
      ],
      ...resources.flatMap(({ resource, fields }) => [
        answer(upstream, resource, fields),
        resource.writes && input(upstream, resource, fields),
      ]),
    ),
  );
}

function kindOf({ names, writes }: UpstreamResource): string {
  const { pascal } = names.singular;
  return writes ? `Collection[${pascal}, ${pascal}Input]` : `Reader[${pascal}]`;
}

function answer(
  { name }: Upstream,
  { names, description }: UpstreamResource,
  fields: GoField[],
): Text {
  const { pascal } = names.singular;
  return [
    `// ${pascal} is one of the ${names.plural.words}, as ${name} answers it.`,
    description !== '' && ['//', comment(description)],
    `type ${pascal} struct {`,
    'ID uuid.UUID `json:"id"`',
    'Version int64 `json:"version"`',
    'CreatedAt time.Time `json:"created_at"`',
    'UpdatedAt time.Time `json:"updated_at"`',
    '',
    fields.map(field =>
      member(field, `${field.nullable ? '*' : ''}${wireType(field).code}`, ''),
    ),
    '}',
  ];
}

/** What upstreams have a default for, or take as empty, is left out if nil. */
function input(
  { name }: Upstream,
  { names }: UpstreamResource,
  fields: GoField[],
): Text {
  return [
    `// ${names.singular.pascal}Input holds the fields that callers set. What is nil takes the default`,
    `// that ${name} has, or is empty.`,
    `type ${names.singular.pascal}Input struct {`,
    fields.map(field => {
      const { code } = wireType(field);
      if (field.field.type === 'list') return member(field, code, ',omitempty');
      return field.field.required && field.field.default === undefined
        ? member(field, code, '')
        : member(field, `*${code}`, ',omitempty');
    }),
    '}',
  ];
}

function member(field: GoField, type: string, option: string): Text {
  return [
    comment(field.field.description),
    `${field.name} ${type} \`json:${goText(`${field.wire}${option}`)}\``,
  ];
}

/** The type of a value on the wire: new values of an enum are no failure. */
function wireType(field: GoField): GoCode {
  switch (field.field.type) {
    case 'enum':
      return { code: 'string', imports: [] };
    case 'date':
      return { code: 'httpclient.Date', imports: ['httpclient'] };
    default:
      return SHAPES[field.field.type].type(field, '');
  }
}
