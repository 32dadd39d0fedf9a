import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import type { ApiVersion } from '../apiVersion';
import { headers } from './components';
import { ref, type PathItem, type Schema } from './model';
import { failures, json, listPath } from './paths';

/** As many as the service takes at once. */
const MAX_ITEMS = 500;

/** The path on which many of a resource are created at once. */
export function batchPath(
  resource: Resource,
  version: ApiVersion,
): Readonly<Record<string, PathItem>> {
  const { plural, singular } = resource.names;
  const name = `${singular.pascal}${version.ending}`;
  return {
    [`${listPath(resource, version)}/batch/create`]: {
      post: {
        operationId: `create${name}Batch`,
        tags: [plural.words],
        summary: `Create many ${plural.words}`,
        description:
          'Each item is created or refused by itself, and has a result in its place. What is created is created in one transaction.',
        parameters: [ref('parameters', 'requestId')],
        requestBody: {
          required: true,
          content: json(`${name}Batch`),
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
export function batchSchema(
  { names }: Resource,
  { ending }: ApiVersion,
): Readonly<Record<string, Schema>> {
  const name = `${names.singular.pascal}${ending}`;
  return {
    [`${name}Batch`]: {
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
              ref('schemas', `${name}Input`),
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
