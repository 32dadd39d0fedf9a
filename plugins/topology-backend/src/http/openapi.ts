import { z } from 'zod';
import type { Route } from './routes';

const problem = {
  description: 'What is wrong, and the mend',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        properties: {
          error: {
            type: 'object',
            properties: {
              name: { type: 'string' },
              message: { type: 'string' },
            },
            required: ['name', 'message'],
          },
        },
        required: ['error'],
      },
    },
  },
};

const whenToAsk = {
  'Retry-After': {
    description: 'In how many seconds',
    schema: { type: 'integer' },
  },
};

/** The OpenAPI 3.1 description of some routes, made from what they read and answer. */
export function openapi(routes: readonly Route[]) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'topology',
      version: '1',
      description:
        'Services, stores and the calls between them. Every answer holds only what the asker may read in the catalog.',
    },
    servers: [{ url: '/api/topology' }],
    security: [{ bearer: [] }],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
    paths: Object.fromEntries(
      routes.map(route => [route.path, { get: operation(route) }]),
    ),
  };
}

function operation({ summary, params, query, answer, pending }: Route) {
  return {
    summary,
    parameters: [...parameters('path', params), ...parameters('query', query)],
    responses: {
      '200': {
        description: 'The answer, with an ETag',
        content: {
          'application/json': { schema: z.toJSONSchema(answer) },
        },
      },
      ...(pending && { '202': notYet(pending) }),
      '304': { description: 'The asker has the answer already' },
      '400': problem,
      '401': problem,
      '404': problem,
      '503': {
        ...problem,
        description: 'The index is being made for the first time: ask again',
        headers: whenToAsk,
      },
    },
  };
}

function notYet(answer: z.ZodType) {
  return {
    description:
      'The catalog has the entity, and the index has not read it yet: ask again',
    headers: whenToAsk,
    content: { 'application/json': { schema: z.toJSONSchema(answer) } },
  };
}

function parameters(place: 'path' | 'query', schema: z.ZodObject) {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // numbers of an address come as text and are read as numbers
      if (zodSchema._zod.def.type === 'number') jsonSchema.type = 'integer';
    },
  });
  return Object.entries(properties).map(([name, value]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: value,
  }));
}
