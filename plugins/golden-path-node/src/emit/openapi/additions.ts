import {
  ref,
  type Offered,
  type Parameter,
  type Response,
  type Schema,
} from './model';
import type { YamlMap } from './yaml';

/** The parameter by which clients ask for what is added; none where nothing is. */
export function includeParameter({ additions = [] }: Offered): Parameter[] {
  if (additions.length === 0) return [];
  return [
    {
      name: 'include',
      in: 'query',
      description:
        'What is added to the answer, with commas between. It comes whole then, whatever the client holds.',
      style: 'form',
      explode: false,
      schema: {
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        items: { type: 'string', enum: additions.map(({ name }) => name) },
      },
    },
  ];
}

/** An answer of the schema, with what may be added to it. */
export function withAdditions(
  { names, additions = [] }: Offered,
  schema: string,
): Response['content'] {
  const of: YamlMap = ref('schemas', schema);
  return {
    'application/json': {
      schema:
        additions.length === 0
          ? of
          : { allOf: [of, ref('schemas', nameOf(names))] },
    },
  };
}

/** The schema of what is added to a resource; none where nothing is. */
export function additionSchema({
  names,
  additions = [],
}: Offered): Readonly<Record<string, Schema>> {
  if (additions.length === 0) return {};
  const collections = new Map(
    additions.map(({ collection, schema }) => [collection, schema]),
  );
  return {
    [nameOf(names)]: {
      type: 'object',
      description: 'What was asked for with include.',
      properties: {
        included: {
          type: 'object',
          description: 'What was found, each once.',
          properties: Object.fromEntries(
            [...collections].map(([collection, schema]) => [
              collection,
              { type: 'array', items: ref('schemas', schema) },
            ]),
          ),
        },
        omitted: {
          type: 'array',
          description: 'What was not, and why.',
          items: {
            type: 'object',
            required: ['include', 'id', 'status', 'code'],
            properties: {
              include: { type: 'string' },
              id: { type: 'string' },
              status: {
                type: 'integer',
                description: 'What reading it alone is answered with.',
              },
              code: {
                type: 'string',
                description: 'Names the failure for programs.',
              },
            },
          },
        },
      },
    },
  };
}

function nameOf({ singular }: Offered['names']): string {
  return `${singular.pascal}Included`;
}
