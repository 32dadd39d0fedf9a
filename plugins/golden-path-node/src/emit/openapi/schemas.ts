import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import type { ApiVersion } from '../apiVersion';
import { additionSchema } from './additions';
import { answerSchema, requestSchema } from './fieldSchema';
import { ref, type Offered, type Schema } from './model';

/** The schemas of a resource in a version: the answer, the input and the page. */
export function resourceSchemas(
  resource: Offered,
  version: ApiVersion,
): Readonly<Record<string, Schema>> {
  const name = `${resource.names.singular.pascal}${version.ending}`;
  return {
    [name]: answer(resource, version),
    ...(resource.writes !== false && {
      [`${name}Input`]: input(resource, version),
    }),
    [`${name}List`]: list(name, version),
    ...additionSchema(resource),
  };
}

function answer(
  { description, fields }: Resource,
  { wire }: ApiVersion,
): Schema {
  return {
    type: 'object',
    ...(description === '' ? {} : { description }),
    required: [
      'id',
      'version',
      wire('created_at'),
      wire('updated_at'),
      ...fields.map(({ column }) => wire(column)),
    ],
    properties: {
      id: { type: 'string', format: 'uuid' },
      version: { type: 'integer', format: 'int64', minimum: 1 },
      [wire('created_at')]: { type: 'string', format: 'date-time' },
      [wire('updated_at')]: { type: 'string', format: 'date-time' },
      ...Object.fromEntries(
        fields.map(field => [wire(field.column), answerSchema(field)]),
      ),
    },
  };
}

function input({ fields }: Resource, { wire }: ApiVersion): Schema {
  const required = fields
    .filter(field => field.required && field.default === undefined)
    .map(({ column }) => wire(column));
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(
      fields.map(field => [wire(field.column), requestSchema(field)]),
    ),
  };
}

function list(name: string, { wire }: ApiVersion): Schema {
  return {
    type: 'object',
    required: ['items', wire('next_cursor')],
    properties: {
      items: { type: 'array', maxItems: 100, items: ref('schemas', name) },
      [wire('next_cursor')]: {
        type: ['string', 'null'],
        description: 'The cursor of the next page, null on the last one.',
      },
    },
  };
}
