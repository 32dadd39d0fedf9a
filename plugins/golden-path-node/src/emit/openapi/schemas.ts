import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { answerSchema, requestSchema } from './fieldSchema';
import { ref, type Schema } from './model';

/** The schemas of a resource: the answer, the input and the page. */
export function resourceSchemas(
  resource: Resource,
): Readonly<Record<string, Schema>> {
  const { pascal } = resource.names.singular;
  return {
    [pascal]: answer(resource),
    [`${pascal}Input`]: input(resource),
    [`${pascal}List`]: list(pascal),
  };
}

function answer({ description, fields }: Resource): Schema {
  return {
    type: 'object',
    ...(description === '' ? {} : { description }),
    required: [
      'id',
      'version',
      'created_at',
      'updated_at',
      ...fields.map(({ column }) => column),
    ],
    properties: {
      id: { type: 'string', format: 'uuid' },
      version: { type: 'integer', format: 'int64', minimum: 1 },
      created_at: { type: 'string', format: 'date-time' },
      updated_at: { type: 'string', format: 'date-time' },
      ...Object.fromEntries(
        fields.map(field => [field.column, answerSchema(field)]),
      ),
    },
  };
}

function input({ fields }: Resource): Schema {
  const required = fields
    .filter(field => field.required && field.default === undefined)
    .map(({ column }) => column);
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(
      fields.map(field => [field.column, requestSchema(field)]),
    ),
  };
}

function list(pascal: string): Schema {
  return {
    type: 'object',
    required: ['items', 'next_cursor'],
    properties: {
      items: { type: 'array', maxItems: 100, items: ref('schemas', pascal) },
      next_cursor: {
        type: ['string', 'null'],
        description: 'The cursor of the next page, null on the last one.',
      },
    },
  };
}
