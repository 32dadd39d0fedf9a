import type { StreamAnswers, UpstreamAnswers } from '../answers';
import type { Mend, Problem, Stream } from '../composition';
import { namesOf } from '../names';
import { problem, remove, rename, set, type Path } from '../resources/problem';
import { nameNear, oneLine, shown } from '../resources/text';
import { proseProblems } from '../resources/textRules';

/** The part of a path that stands for the id of something. */
const ID = '{id}';

const SEGMENT = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** What a client of each kind of stream does. */
const VERBS = { sse: 'stream', websocket: 'connect' } as const;
const SUMMARIES = { sse: 'Stream', websocket: 'Connect to' } as const;

/** What a stream of the answers is; those with problems are something, too. */
export function streamOf({
  path,
  protocol,
  description = '',
}: StreamAnswers): Stream {
  const segments = segmentsOf(path);
  const name = segments.map(segment => (segment === ID ? 'id' : segment));
  const { camel } = namesOf([VERBS[protocol], ...name].join('-')).singular;
  return {
    path,
    protocol,
    description: oneLine(description),
    operation: camel,
    summary: `${SUMMARIES[protocol]} ${topicOf(segments)}`,
  };
}

/** What a stream is about: `orders events`, or of one of them `events of orders by id`. */
function topicOf(segments: readonly string[]): string {
  const words = (some: readonly string[]) =>
    namesOf(some.join('-')).singular.words;
  const at = segments.indexOf(ID);
  if (at < 0) return words(segments);
  const [whose, what] = [segments.slice(0, at), segments.slice(at + 1)];
  return `${what.length > 0 ? `${words(what)} of ` : ''}${words(whose)} by id`;
}

/** The parts of a path. */
function segmentsOf(path: string): string[] {
  return path.split('/').slice(1);
}

/** A caller opens the streams that it needs itself. */
export function unusedStreams(
  path: Path,
  { streams }: UpstreamAnswers,
): Problem[] {
  if (streams === undefined) return [];
  const at = [...path, 'streams'];
  return [
    problem(
      at,
      'Only a gateway passes streams on',
      'Remove streams: what needs one opens it by code of its own.',
      [remove(at)],
    ),
  ];
}

/** What a gateway cannot pass on of an upstream. */
export function streamProblems(
  path: Path,
  { name, protocol, streams = [] }: UpstreamAnswers,
): Problem[] {
  if (streams.length === 0) return [];
  const at = [...path, 'streams'];
  if (protocol === 'grpc') {
    return [
      problem(
        at,
        `${shown(name)} is called over gRPC, and streams are of HTTP`,
        'Remove streams, or call the service over HTTP.',
        [
          remove(at),
          set([...path, 'protocol'], undefined, 'Call it over HTTP'),
        ],
      ),
    ];
  }
  return streams.flatMap((stream, index) => [
    ...pathProblems(at, streams, index),
    ...proseProblems([...at, index, 'description'], stream.description),
  ]);
}

function pathProblems(
  at: Path,
  streams: readonly StreamAnswers[],
  index: number,
): Problem[] {
  const { path } = streams[index]!;
  if (isPath(path)) return [];
  const place = [...at, index, 'path'];
  return [
    problem(
      place,
      `${shown(path)} is not the path of a stream`,
      `Join lower-case words by '/' and '-', such as /order-events. It is below /api/v1 already; ${ID} may stand once, behind a word, as in /orders/${ID}/events.`,
      [...rename(place, pathNear(path)), withoutStream(at, streams, index)],
    ),
  ];
}

/** The mend that takes a stream away, and with the last one what held it. */
export function withoutStream(
  at: Path,
  streams: readonly StreamAnswers[],
  index: number,
): Mend {
  return set(
    streams.length > 1 ? [...at, index] : at,
    undefined,
    `Remove ${shown(streams[index]!.path)}`,
  );
}

function isPath(path: string): boolean {
  const segments = segmentsOf(path);
  const words = segments.filter(segment => segment !== ID);
  return (
    path.startsWith('/') &&
    segments[0] !== ID &&
    segments[0] !== 'api' &&
    words.every(word => SEGMENT.test(word)) &&
    segments.length - words.length <= 1
  );
}

/** A path that is near what the person wrote, or undefined. */
function pathNear(path: string): string | undefined {
  const words = path
    .replace(/^\/?api\/v[0-9]+(?=\/)/i, '')
    .split('/')
    .map(part => (/^\{.*\}$|^:/.test(part) ? ID : nameNear(part, '-', 100)))
    .filter(part => part !== undefined);
  const near = `/${words.join('/')}`;
  return isPath(near) && near.length <= 100 ? near : undefined;
}

/**
 * Whether a request could be for either of two paths, neither of which is the more
 * precise one. Of `/orders/{id}` and `/orders/events` the second is.
 */
export function areAlike(one: string, other: string): boolean {
  const [first, second] = [segmentsOf(one), segmentsOf(other)];
  return (
    first.length === second.length &&
    first.includes(ID) === second.includes(ID) &&
    first.every((segment, at) =>
      [segment, second[at]].includes(ID) ? true : segment === second[at],
    )
  );
}
