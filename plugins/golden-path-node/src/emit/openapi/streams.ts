import {
  namesOf,
  type Stream,
} from '@golden-path/backstage-plugin-golden-path-common';
import { headers, problem } from './components';
import { ref, type OpenApi, type Operation, type Parameter } from './model';
import { failures } from './paths';

/** The paths of streams. */
export function streamPaths(streams: readonly Stream[]): OpenApi['paths'] {
  return Object.fromEntries(
    streams.map(stream => [
      `/api/v1${stream.path}`,
      {
        ...(hasId(stream) && { parameters: [ref('parameters', 'id')] }),
        get: stream.protocol === 'sse' ? events(stream) : webSocket(stream),
      },
    ]),
  );
}

/** Tags of streams that stand under no resource. */
export function streamTags(
  streams: readonly Stream[],
  taken: readonly string[],
): OpenApi['tags'] {
  const names = new Set(streams.map(tagOf));
  return [...names]
    .filter(name => !taken.includes(name))
    .map(name => ({ name, description: `Streams of ${name}.` }));
}

/** Answers that streams alone give. */
export function streamResponses(
  streams: readonly Stream[],
): OpenApi['components']['responses'] {
  return hasWebSockets(streams)
    ? {
        CrossOrigin: problem(
          'The caller may not do it, or a page of a site connects that may not read answers (cross_origin).',
        ),
        UpgradeRequired: problem(
          'The request is not the handshake of a WebSocket.',
          'Upgrade',
        ),
      }
    : {};
}

/** Headers of those answers. */
export function streamHeaders(
  streams: readonly Stream[],
): OpenApi['components']['headers'] {
  return hasWebSockets(streams)
    ? {
        Upgrade: {
          description: 'The protocol that is spoken here.',
          required: true,
          schema: { type: 'string', enum: ['websocket'] },
        },
      }
    : {};
}

function events(stream: Stream): Operation {
  return {
    ...about(stream),
    description: described(
      stream,
      'Server-sent events, until either side ends them.',
    ),
    parameters: [
      header(
        'Last-Event-ID',
        'The id of the last event that the client has seen.',
        { type: 'string' },
      ),
      ref('parameters', 'requestId'),
    ],
    responses: {
      200: {
        description: 'Events, as they come.',
        headers: headers(),
        content: { 'text/event-stream': { schema: { type: 'string' } } },
      },
      ...refusals(stream),
    },
  };
}

function webSocket(stream: Stream): Operation {
  const required = { required: true };
  return {
    ...about(stream),
    description: described(
      stream,
      'A WebSocket (RFC 6455), until either side closes it.',
    ),
    parameters: [
      header(
        'Upgrade',
        'The protocol that the connection changes to.',
        { type: 'string', enum: ['websocket'] },
        required,
      ),
      header(
        'Sec-WebSocket-Version',
        'The version of that protocol.',
        { type: 'string', enum: ['13'] },
        required,
      ),
      header(
        'Sec-WebSocket-Key',
        'A number of the client, which the answer proves to have read.',
        { type: 'string' },
        required,
      ),
      header(
        'Sec-WebSocket-Protocol',
        'What the client can speak within it, with commas between.',
        { type: 'string' },
      ),
      ref('parameters', 'requestId'),
    ],
    responses: {
      101: {
        description: 'The connection is a WebSocket now.',
        headers: headers('Upgrade'),
      },
      403: ref('responses', 'CrossOrigin'),
      426: ref('responses', 'UpgradeRequired'),
      ...refusals(stream),
    },
  };
}

function about(
  stream: Stream,
): Pick<Operation, 'operationId' | 'tags' | 'summary'> {
  const { operation, summary } = stream;
  return { operationId: operation, tags: [tagOf(stream)], summary };
}

function described({ description }: Stream, kind: string): string {
  return [description, kind].filter(text => text !== '').join(' ');
}

function refusals(stream: Stream): Operation['responses'] {
  return {
    ...failures(400, 500, 503),
    ...(hasId(stream) && failures(404)),
  };
}

function header(
  name: string,
  description: string,
  schema: Parameter['schema'],
  rest: Pick<Parameter, 'required'> = {},
): Parameter {
  return { name, in: 'header', ...rest, description, schema };
}

/** Streams stand where the first word of their paths says, as their scopes do. */
function tagOf({ path }: Stream): string {
  return namesOf(path.split('/')[1] ?? '').singular.words;
}

function hasId({ path }: Stream): boolean {
  return path.includes('{id}');
}

function hasWebSockets(streams: readonly Stream[]): boolean {
  return streams.some(({ protocol }) => protocol === 'websocket');
}
