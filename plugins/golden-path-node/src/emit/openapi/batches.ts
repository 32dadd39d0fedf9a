import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { headers } from './components';
import { ref, type PathItem, type Schema } from './model';
import { failures, json } from './paths';

/** As many as the service takes at once. */
const MAX_ITEMS = 500;

/** The path on which many of a resource are created at once. */
export function batchPath({
  names: { plural, singular },
}: Resource): Readonly<Record<string, PathItem>> {
  return {
    [`/api/v1/${plural.kebab}/batch/create`]: {
      post: {
        operationId: `create${singular.pascal}Batch`,
        tags: [plural.words],
        summary: `Create many ${plural.words}`,
        description:
          'Each item is created or refused by itself, and has a result in its place. What is created is created in one transaction.',
        parameters: [ref('parameters', 'requestId')],
        requestBody: {
          required: true,
          content: json(`${singular.pascal}Batch`),
        },
        responses: {
          200: {
            description: 'A result for each item.',
            headers: headers(),
            content: json('BatchResults'),
          },
          ...failures(400, 413, 415, 422, 500, 503),
        },
      },
    },
  };
}

/** What that path takes. */
export function batchSchema({
  names: { singular },
}: Resource): Readonly<Record<string, Schema>> {
  return {
    [`${singular.pascal}Batch`]: {
      type: 'object',
      additionalProperties: false,
      required: ['items'],
      properties: {
        items: {
          type: 'array',
          minItems: 1,
          maxItems: MAX_ITEMS,
          items: {
            anyOf: [
              ref('schemas', `${singular.pascal}Input`),
              {
                type: 'object',
                description: 'What is none is refused in its result.',
              },
            ],
          },
        },
      },
    },
  };
}

/** What became of the items of a batch. */
export const BATCH_RESULTS: Schema = {
  type: 'object',
  required: ['results'],
  properties: {
    results: {
      type: 'array',
      maxItems: MAX_ITEMS,
      items: {
        type: 'object',
        required: ['status'],
        properties: {
          status: {
            type: 'integer',
            description: '201, or the status that the item alone would have.',
          },
          id: {
            type: 'string',
            format: 'uuid',
            description: 'The id of what is created.',
          },
          problem: ref('schemas', 'Problem'),
        },
      },
    },
  },
};
