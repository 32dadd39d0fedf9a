import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import {
  goFields,
  isFilter,
  isSort,
  SHAPES,
  type GoEnum,
  type GoField,
} from '../fields';
import { fileText, paragraphs, type Text } from '../lines';
import { comment, goText, imports } from './go';
import type { GoPackage } from './packages';

/** `internal/order/order.go`: what the resource is, and what callers set. */
export function emitModel(module: string, resource: Resource): string {
  const fields = goFields(resource);
  const { singular } = resource.names;
  const needs: GoPackage[] = [
    'paging',
    'time',
    'uuid',
    ...fields.flatMap(field => typeOf(field).imports),
  ];
  return fileText(
    paragraphs(
      [
        `// Package ${singular.flat} holds ${resource.names.plural.words} and what can be done with them.`,
        `package ${singular.flat}`,
      ],
      imports(module, needs),
      struct(resource, fields),
      input(fields),
      filter(fields),
      sorts(singular.pascal, fields),
      ...fields.flatMap(field => (field.enum ? enumType(field.enum) : [])),
      applyTo(singular.pascal, fields),
    ),
  );
}

function struct({ names, description }: Resource, fields: GoField[]): Text {
  const { pascal } = names.singular;
  return [
    `// ${pascal} is one of the ${names.plural.words}, as it is stored.`,
    description !== '' && ['//', comment(description)],
    `type ${pascal} struct {`,
    '// ID stays the same for ever.',
    'ID uuid.UUID',
    '// Version grows with each change.',
    'Version int64',
    '// CreatedAt and UpdatedAt are set by the store.',
    'CreatedAt, UpdatedAt time.Time',
    '',
    members(fields),
    '}',
  ];
}

function input(fields: GoField[]): Text {
  return [
    '// Input holds the fields that callers set.',
    'type Input struct {',
    members(fields),
    '}',
  ];
}

function members(fields: GoField[]): Text {
  return fields.map(field => [
    comment(field.field.description),
    `${field.name} ${field.nullable ? '*' : ''}${typeOf(field).code}`,
  ]);
}

function filter(fields: GoField[]): Text {
  const kept = fields
    .filter(isFilter)
    .map(field => `${field.name} *${typeOf(field).code}`);
  return [
    '// Filter keeps what has all of the given values; nil keeps everything.',
    kept.length > 0
      ? ['type Filter struct {', kept, '}']
      : 'type Filter struct{}',
  ];
}

function sorts(type: string, fields: GoField[]): Text {
  const of = (value: string, result: string) =>
    `func(v ${type}) ${result} { return ${value} },`;
  return [
    '// Sorts are the orders that lists may have.',
    'var Sorts = paging.NewSorts(',
    of('v.ID', 'uuid.UUID'),
    of('v.CreatedAt', 'time.Time'),
    fields.filter(isSort).map(field => {
      const key = SHAPES[field.field.type].sortKey?.(`v.${field.name}`);
      return (
        key &&
        `paging.${key.by}(${goText(field.wire)}, ${of(
          key.value,
          key.type,
        ).slice(0, -1)}),`
      );
    }),
    ')',
  ];
}

function enumType({ type, constants }: GoEnum): string[][] {
  return [
    [`// ${type} is one of the values below.`, `type ${type} string`],
    [
      `// The values of ${type}.`,
      'const (',
      ...constants.map(
        ({ name, value }) => `${name} ${type} = ${goText(value)}`,
      ),
      ')',
    ],
  ];
}

function applyTo(type: string, fields: GoField[]): Text {
  return [
    '// applyTo returns v with the fields of the input.',
    `func (in Input) applyTo(v ${type}) ${type} {`,
    fields.map(field =>
      isList(field)
        ? `v.${field.name} = append(${typeOf(field).code}{}, in.${
            field.name
          }...)`
        : `v.${field.name} = in.${field.name}`,
    ),
    'return v',
    '}',
  ];
}

function typeOf(field: GoField) {
  return SHAPES[field.field.type].type(field, '');
}

function isList(field: GoField): boolean {
  return field.field.type === 'list';
}
