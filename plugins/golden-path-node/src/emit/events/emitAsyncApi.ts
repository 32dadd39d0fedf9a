import type {
  Composition,
  Resource,
} from '@golden-path/backstage-plugin-golden-path-common';
import { V1 } from '../apiVersion';
import { resourceSchemas } from '../openapi/schemas';
import { printYaml, type YamlMap } from '../openapi/yaml';
import { CHANGES, topicOf, typeOf } from './eventNames';

/** Headers of every event. */
const HEADERS: YamlMap = {
  type: 'object',
  required: [
    'ce-specversion',
    'ce-id',
    'ce-source',
    'ce-type',
    'ce-time',
    'ce-subject',
  ],
  properties: {
    'ce-specversion': { type: 'string', const: '1.0' },
    'ce-id': { type: 'string', format: 'uuid', description: 'The event.' },
    'ce-source': { type: 'string', description: 'The service.' },
    'ce-type': { type: 'string', description: 'What has happened.' },
    'ce-time': { type: 'string', format: 'date-time' },
    'ce-subject': { type: 'string', description: 'The id of the resource.' },
    'X-Request-ID': { type: 'string', description: 'The request behind it.' },
    Traceparent: { type: 'string', description: 'The trace of the request.' },
  },
};

/** `api/asyncapi.yaml`: the events of the service, as AsyncAPI 3.0 has them. */
export function emitAsyncApi({ service, resources }: Composition): string {
  return printYaml({
    asyncapi: '3.0.0',
    info: {
      title: `${service.name} events`,
      version: '1.0.0',
      description: about(service.name),
    },
    defaultContentType: 'application/json',
    channels: joined(resources.map(resource => channel(service, resource))),
    operations: joined(resources.map(operation)),
    components: {
      messages: joined(resources.map(messages)),
      messageTraits: { Event: { headers: HEADERS } },
      schemas: joined(resources.map(eventSchema)),
    },
  });
}

function about(service: string): string {
  return `What happens to the resources of the service ${service}.

Events are CloudEvents 1.0 in binary mode: their headers say what has happened,
their body is the resource as it is afterwards. Each comes at least once, those
about one resource in the order of its changes; a version grows with each change,
and an ID names an event that comes again. Members may be added to a body; what
changes one that is there has a type with another version.

The address of a channel is a subject without its last part, the partition: a
number below 8, the FNV-1a hash (32 bits) of the resource's id modulo 8.
`;
}

function channel(service: Composition['service'], resource: Resource): YamlMap {
  const { camel } = resource.names.singular;
  return {
    [camel]: {
      address: topicOf(service, resource),
      description: `Changes of ${resource.names.plural.words}.`,
      messages: Object.fromEntries(
        messageNames(resource).map(({ change, name }) => [
          change,
          { $ref: `#/components/messages/${name}` },
        ]),
      ),
    },
  };
}

function operation({ names }: Resource): YamlMap {
  const { camel, pascal } = names.singular;
  return {
    [`publish${pascal}`]: {
      action: 'send',
      channel: { $ref: `#/channels/${camel}` },
      summary: `Tells what happens to ${names.plural.words}.`,
    },
  };
}

function messages(resource: Resource): YamlMap {
  const { pascal, words } = resource.names.singular;
  return Object.fromEntries(
    messageNames(resource).map(({ change, name }) => [
      name,
      {
        name: typeOf(resource, change),
        title: `The ${words} was ${change}`,
        traits: [{ $ref: '#/components/messageTraits/Event' }],
        payload: { $ref: `#/components/schemas/${pascal}Event` },
      },
    ]),
  );
}

function messageNames({ names }: Resource) {
  return CHANGES.map(change => ({
    change,
    name: `${names.singular.pascal}${change[0]!.toUpperCase()}${change.slice(
      1,
    )}`,
  }));
}

/** The answer of the API, and when it was deleted. */
function eventSchema(resource: Resource): YamlMap {
  const { pascal } = resource.names.singular;
  const { properties, required, ...rest } = resourceSchemas(resource, V1)[
    pascal
  ]!;
  const { id, version, created_at, updated_at, ...fields } = properties ?? {};
  return {
    [`${pascal}Event`]: {
      ...rest,
      required: [...(required ?? []), 'deleted_at'],
      properties: {
        id,
        version,
        created_at,
        updated_at,
        deleted_at: { type: ['string', 'null'], format: 'date-time' },
        ...fields,
      },
    },
  };
}

function joined(parts: readonly YamlMap[]): YamlMap {
  return Object.assign({}, ...parts);
}
