import { componentsWithEverywhere, pathsWithEverywhere } from './everywhere';
import type { Everywhere } from './everywhere';
import type { OpenApi, Operation } from './model';

const operation = (operationId: string): Operation => ({
  operationId,
  tags: ['parcels'],
  summary: operationId,
  responses: {
    200: { description: 'fine' },
    500: { $ref: '#/components/responses/Internal' },
  },
});

const contract: OpenApi = {
  openapi: '3.1.0',
  info: {},
  servers: [],
  security: [],
  tags: [],
  paths: {
    '/api/v1/parcels': { get: operation('list'), post: operation('create') },
    '/api/v1/parcels/{id}': {
      parameters: [{ $ref: '#/components/parameters/id' }],
      delete: operation('remove'),
    },
  },
  components: { parameters: {}, headers: {}, responses: {}, schemas: {} },
};

const applied = (everywhere: Everywhere) => ({
  paths: pathsWithEverywhere(contract.paths, everywhere),
  components: componentsWithEverywhere(contract.components, everywhere),
});

describe('what holds for every operation', () => {
  it('leaves the contract alone when there is nothing', () => {
    const { paths, components } = contract;
    expect(applied({})).toEqual({ paths, components });
  });

  it('is the scope of method and resource, whichever way callers are known', () => {
    const schemes = {
      bearer: { type: 'http', scheme: 'bearer' },
      key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
    };
    const { paths, components } = applied({
      scopes: true,
      securitySchemes: schemes,
    });
    const read = [{ bearer: ['parcels:read'] }, { key: ['parcels:read'] }];
    const write = [{ bearer: ['parcels:write'] }, { key: ['parcels:write'] }];
    expect(paths['/api/v1/parcels']?.get?.security).toEqual(read);
    expect(paths['/api/v1/parcels']?.post?.security).toEqual(write);
    expect(paths['/api/v1/parcels/{id}']?.delete?.security).toEqual(write);
    expect(paths['/api/v1/parcels/{id}']?.parameters).toHaveLength(1);
    expect(components.securitySchemes).toEqual(schemes);
  });

  it('is failures in the order of their status, with their headers', () => {
    const { paths, components } = applied({
      failures: {
        429: {
          name: 'Exhausted',
          description: 'Too often.',
          headers: ['Retry-After'],
        },
      },
      headers: {
        Pace: { description: 'How often.', schema: { type: 'string' } },
      },
    });
    const responses = paths['/api/v1/parcels']?.get?.responses ?? {};
    expect(Object.keys(responses)).toEqual(['200', '429', '500']);
    expect(responses[429]).toEqual({
      $ref: '#/components/responses/Exhausted',
    });
    expect(components.responses.Exhausted).toMatchObject({
      description: 'Too often.',
      headers: { 'Retry-After': {}, 'X-Request-ID': {} },
      content: { 'application/problem+json': {} },
    });
    expect(components.headers).toHaveProperty('Pace');
  });

  it('is headers of answers of success, by method', () => {
    const { paths, components } = applied({
      headers: {
        'Read-After': { description: 'A place.', schema: { type: 'string' } },
      },
      answers: { post: ['Read-After'] },
    });
    const { get, post } = paths['/api/v1/parcels'] ?? {};
    expect(post?.responses[200]).toEqual({
      description: 'fine',
      headers: { 'Read-After': { $ref: '#/components/headers/Read-After' } },
    });
    expect(post?.responses[500]).toEqual({
      $ref: '#/components/responses/Internal',
    });
    expect(get?.responses[200]).toEqual({ description: 'fine' });
    expect(components.headers).toHaveProperty('Read-After');
  });

  it('is headers of requests, by method', () => {
    const key = {
      name: 'Key',
      in: 'header' as const,
      description: 'A key.',
      schema: { type: 'string' },
    };
    const { paths } = applied({
      parameters: { post: [key] },
    });
    const { get, post } = paths['/api/v1/parcels'] ?? {};
    expect(post?.parameters).toEqual([key]);
    expect(get).not.toHaveProperty('parameters');
  });
});
