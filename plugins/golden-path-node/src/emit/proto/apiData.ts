import type {
  Field,
  Resource,
} from '@golden-path/backstage-plugin-golden-path-common';
import { goFields, isFilter, type GoField } from '../fields';
import { protoEnums } from './apiEnums';
import {
  INT64,
  message,
  single,
  STRING,
  TIMESTAMP,
  type Unnumbered,
} from './apiFields';
import type { ProtoEnum, ProtoMessage, ProtoType } from './model';

/** The resource as it is stored, as callers send it, and how they filter it. */
export function dataMessages(resource: Resource): ProtoMessage[] {
  const { singular, plural } = resource.names;
  const { pascal } = singular;
  const enums = protoEnums(resource);
  const typeOf = (field: GoField) => protoType(resource, field, enums);
  const fields = goFields(resource);
  const described = ({ field: { description } }: GoField) =>
    description === '' ? {} : { about: description };
  const absent = ({ field, nullable }: GoField, inRequests: boolean) =>
    field.type !== 'time' &&
    (nullable || (inRequests && field.default !== undefined));
  const label = (field: GoField, inRequests: boolean) => {
    if (field.field.type === 'list') return 'repeated';
    return absent(field, inRequests) ? 'optional' : 'single';
  };
  const fieldsFor = (inRequests: boolean): Unnumbered[] =>
    fields.map(field => ({
      name: field.wire,
      type: typeOf(field),
      label: label(field, inRequests),
      ...described(field),
    }));
  return [
    message(
      pascal,
      `${pascal} is one of the ${plural.words}, as it is stored.`,
      [
        single('id', STRING, 'A UUID that stays the same for ever.'),
        single('version', INT64, 'Grows with each change.'),
        single('created_at', TIMESTAMP),
        single('updated_at', TIMESTAMP),
        ...fieldsFor(false),
      ],
      [...enums.values()],
    ),
    message(
      `${pascal}Input`,
      `${pascal}Input holds the fields that callers set.`,
      fieldsFor(true),
    ),
    message(
      `${pascal}Filter`,
      `${pascal}Filter keeps what has all of the given values.`,
      fields.filter(isFilter).map(field => ({
        name: field.wire,
        type: typeOf(field),
        label: 'optional' as const,
      })),
    ),
  ];
}

function protoType(
  { names }: Resource,
  { field }: GoField,
  enums: ReadonlyMap<Field, ProtoEnum>,
): ProtoType {
  switch (field.type) {
    case 'boolean':
      return { kind: 'bool' };
    case 'integer':
      return INT64;
    case 'time':
      return TIMESTAMP;
    case 'list':
      return field.items === 'integer' ? INT64 : STRING;
    case 'enum':
      return {
        kind: 'enum',
        name: `${names.singular.pascal}.${enums.get(field)?.name}`,
      };
    default:
      return STRING;
  }
}
