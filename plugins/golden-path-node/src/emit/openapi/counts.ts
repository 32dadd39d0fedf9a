import { headers } from './components';
import { ref, type Operation, type PathItem, type Schema } from './model';
import { failures, json } from './paths';

/** What operations on counts are listed under. */
export const COUNTS_TAG = {
  name: 'counts',
  description: 'How many there are, a moment ago.',
};

/** The paths on which resources are counted. */
export const COUNT_PATHS: Readonly<Record<string, PathItem>> = {
  '/api/v1/counts': {
    get: {
      ...counting('countResources', 'Count all resources'),
      parameters: [ref('parameters', 'requestId')],
      responses: {
        200: {
          description: 'How many there are of each resource, by its values.',
          headers: headers(),
          content: json('ResourceCounts'),
        },
        ...failures(400, 500, 503),
      },
    },
  },
  '/api/v1/counts/{id}': {
    parameters: [ref('parameters', 'id'), ref('parameters', 'requestId')],
    get: {
      ...counting('countReferences', 'Count what refers to something'),
      responses: {
        200: {
          description: 'How many refer to it by each field; none is left out.',
          headers: headers(),
          content: json('ReferenceCounts'),
        },
        ...failures(400, 500, 503),
      },
    },
  },
};

function counting(
  operationId: string,
  summary: string,
): Pick<Operation, 'operationId' | 'tags' | 'summary' | 'description'> {
  return {
    operationId,
    tags: [COUNTS_TAG.name],
    summary,
    description:
      'Counts follow changes a moment later, and are 503 until they were made for the first time.',
  };
}

const COUNT: Schema = { type: 'integer', format: 'int64', minimum: 0 };

/** What those paths answer. */
export const COUNT_SCHEMAS: Readonly<Record<string, Schema>> = {
  ResourceCounts: items({
    resource: { type: 'string', description: 'As its path names it.' },
    count: COUNT,
    fields: {
      type: 'array',
      items: object({
        name: { type: 'string' },
        values: {
          type: 'array',
          items: object({ value: { type: 'string' }, count: COUNT }),
        },
      }),
    },
  }),
  ReferenceCounts: items({
    resource: { type: 'string', description: 'What refers to it.' },
    field: { type: 'string', description: 'By which field.' },
    count: COUNT,
  }),
};

function items(properties: Schema['properties']): Schema {
  return object({ items: { type: 'array', items: object(properties) } });
}

function object(properties: Schema['properties']): Schema {
  return {
    type: 'object',
    required: Object.keys(properties ?? {}),
    properties,
  };
}
