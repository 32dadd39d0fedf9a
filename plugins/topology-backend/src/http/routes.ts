import type { ObservedAnswer } from '@golden-path/backstage-plugin-topology-common';
import { z } from 'zod';
import type { Viewer } from '../access/viewer';
import type { Answers } from './answers';
import * as requests from './requests';
import { readRequest } from './requests';
import * as schemas from './schemas';

/** Something that can be asked: what the router serves and the OpenAPI description tells. */
export interface Route {
  path: string;
  summary: string;
  params: z.ZodObject;
  query: z.ZodObject;
  answer: z.ZodType;
  /** The answer while the index has not read what the catalog has; absent, if there is none such. */
  pending?: z.ZodType;
  ask(
    viewer: Viewer,
    request: { params: unknown; query: unknown },
  ): Promise<{ asOf: string }>;
}

const none = z.object({});

/** Every route of the plugin. */
export function routes(
  answers: Answers,
  observed: (viewer: Viewer, window?: string) => Promise<ObservedAnswer>,
): Route[] {
  return [
    {
      path: '/v1/landscape',
      summary:
        'The whole catalog, rolled up to systems or domains, or as it is',
      params: none,
      query: requests.landscapeQuery,
      answer: schemas.landscapeAnswer,
      ask: (viewer, { query }) =>
        answers.landscape(viewer, readRequest(requests.landscapeQuery, query)),
    },
    {
      path: '/v1/boxes/{kind}/{namespace}/{name}',
      summary: 'A system or domain with all it holds, and one call out',
      params: requests.boxPath,
      query: none,
      answer: schemas.topologyAnswer,
      pending: schemas.pendingAnswer,
      ask: (viewer, { params }) =>
        answers.box(viewer, refOf(readRequest(requests.boxPath, params))),
    },
    {
      path: '/v1/entities/{kind}/{namespace}/{name}',
      summary: 'An entity with its callers and callees',
      params: requests.entityPath,
      query: requests.entityQuery,
      answer: schemas.topologyAnswer,
      pending: schemas.pendingAnswer,
      ask: (viewer, { params, query }) =>
        answers.entity(
          viewer,
          refOf(readRequest(requests.entityPath, params)),
          readRequest(requests.entityQuery, query).depth,
        ),
    },
    {
      path: '/v1/moments',
      summary: 'The states that can be compared, the youngest first',
      params: none,
      query: requests.momentsQuery,
      answer: schemas.momentsAnswer,
      ask: (_viewer, { query }) =>
        answers.moments(readRequest(requests.momentsQuery, query)),
    },
    {
      path: '/v1/difference',
      summary: 'What changed between two moments, or a box at both',
      params: none,
      query: requests.differenceQuery,
      answer: schemas.differenceAnswer,
      ask: (viewer, { query }) =>
        answers.difference(
          viewer,
          readRequest(requests.differenceQuery, query),
        ),
    },
    {
      path: '/v1/observed',
      summary: 'Calls between entities that metrics or traces saw',
      params: none,
      query: requests.observedQuery,
      answer: schemas.observedAnswer,
      ask: (viewer, { query }) =>
        observed(viewer, readRequest(requests.observedQuery, query).window),
    },
    {
      path: '/v1/search',
      summary: 'Systems, domains and nodes whose name or title holds a text',
      params: none,
      query: requests.searchQuery,
      answer: schemas.searchAnswer,
      ask: (viewer, { query }) => {
        const { q, limit } = readRequest(requests.searchQuery, query);
        return answers.search(viewer, q, limit);
      },
    },
  ];
}

function refOf(parts: { kind: string; namespace: string; name: string }) {
  return `${parts.kind}:${parts.namespace}/${parts.name}`.toLowerCase();
}
