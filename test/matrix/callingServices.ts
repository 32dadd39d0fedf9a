// Two services, one of which refers to what the other keeps.
import { join } from 'node:path';
import type {
  Answers,
  ResourceAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import { writeTree } from '@golden-path/backstage-plugin-golden-path-node';
import type { RunningService } from '../support/goService';
import { theComposer } from './service';

/** What one service keeps. */
export const SELLERS: ResourceAnswers[] = [
  {
    name: 'seller',
    fields: [{ name: 'name', type: 'text', required: true, unique: true }],
  },
  {
    name: 'agreement',
    fields: [
      { name: 'seller', type: 'reference', resource: 'seller', required: true },
      { name: 'worth', type: 'decimal', min: 0 },
      { name: 'signed_on', type: 'date', required: true },
      { name: 'ends_at', type: 'time' },
      { name: 'state', type: 'enum', values: ['new', 'done'], default: 'new' },
      { name: 'tags', type: 'list' },
      { name: 'pages', type: 'list', items: 'integer' },
    ],
  },
];

/** What the other keeps, and refers to that. */
export const OFFER: ResourceAnswers = {
  name: 'offer',
  fields: [
    { name: 'title', type: 'text', required: true },
    {
      name: 'seller',
      type: 'uuid',
      required: true,
      references: 'sellers.seller',
    },
    { name: 'agreement', type: 'uuid', references: 'sellers.agreement' },
  ],
};

function answersOf(name: string, rest: Partial<Answers>): Answers {
  return {
    apiVersion: 'goldenpath.dev/v1',
    goldenPath: 'go-rest-service',
    service: {
      name,
      owner: 'group:default/commerce',
      // One path for all, for Go caches by it.
      module: 'example.com/acme/matrix',
    },
    resources: [],
    ...rest,
  };
}

/** Composes a service into a folder of its name. */
export async function compose(
  folder: string,
  name: string,
  rest: Partial<Answers>,
): Promise<void> {
  const composer = await theComposer();
  const { tree } = await composer.compose(answersOf(name, rest));
  await writeTree(tree, join(folder, name));
}

/** What a service answers: a resource, or a problem. */
export interface Answer {
  readonly id: string;
  readonly seller: string;
  readonly code: string;
  readonly errors: readonly { readonly pointer: string }[];
}

/** Sends a resource to a collection of a service, with a token if there is one. */
export async function post(
  service: RunningService,
  path: string,
  body: object,
  token?: string,
) {
  const response = await fetch(`${service.url}/api/v1/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const { status } = response;
  return { status, response, body: (await response.json()) as Answer };
}

/** Whether a service is ready, and what its checks say. */
export async function readiness({ adminUrl }: RunningService) {
  const ready = await fetch(`${adminUrl}/readyz`);
  const { checks } = (await ready.json()) as { checks: Record<string, string> };
  return { status: ready.status, checks };
}
