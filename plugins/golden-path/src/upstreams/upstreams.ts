import { columnOfField } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Answers,
  Problem,
  StreamAnswers,
  UpstreamAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';

/** The answers with other upstreams; none leaves the property out. */
export function withUpstreams(
  { upstreams: _, ...answers }: Answers,
  upstreams: readonly UpstreamAnswers[],
): Answers {
  return upstreams.length > 0
    ? { ...answers, upstreams: [...upstreams] }
    : answers;
}

/** The list with one element replaced, or taken out when there is none. */
export function replaced<T>(
  list: readonly T[],
  index: number,
  element?: T,
): T[] {
  return list.flatMap((each, at) => {
    if (at !== index) return [each];
    return element === undefined ? [] : [element];
  });
}

/** The upstream, called over another protocol; HTTP leaves the property out. */
export function calledOver(
  { name, protocol: _, ...rest }: UpstreamAnswers,
  protocol: string,
): UpstreamAnswers {
  return protocol === 'grpc' ? { name, protocol, ...rest } : { name, ...rest };
}

/** An upstream to begin with. */
export function freshUpstream(taken: readonly string[]): UpstreamAnswers {
  return {
    name: freeName('service', taken),
    resources: [freshRemote([])],
  };
}

/** A resource of an upstream to begin with. */
export function freshRemote(
  taken: readonly string[],
): UpstreamAnswers['resources'][number] {
  return {
    name: freeName('item', taken),
    fields: [{ name: 'name', type: 'text', required: true }],
  };
}

/** The upstream with other streams; none leaves the property out. */
export function withStreams(
  { streams: _, ...upstream }: UpstreamAnswers,
  streams: readonly StreamAnswers[],
): UpstreamAnswers {
  return streams.length > 0 ? { ...upstream, streams: [...streams] } : upstream;
}

/** A stream to begin with: the events of a service. */
export function freshStream(
  service: string,
  taken: readonly StreamAnswers[],
): StreamAnswers {
  const paths = taken.map(({ path }) => path);
  return { path: freeName(`/${service}-events`, paths), protocol: 'sse' };
}

/** The columns of a resource that hold ids of others. */
export function idColumns({
  fields,
}: UpstreamAnswers['resources'][number]): string[] {
  return fields
    .filter(({ type }) => type === 'uuid' || type === 'reference')
    .map(columnOfField);
}

/** Problems below a place, with their paths from there on. */
export function below(
  problems: readonly Problem[],
  ...place: Problem['path']
): Problem[] {
  return problems
    .filter(({ path }) => place.every((part, at) => path[at] === part))
    .map(problem => ({ ...problem, path: problem.path.slice(place.length) }));
}

function freeName(name: string, taken: readonly string[]): string {
  const names = [name, ...taken.map((_, index) => `${name}-${index + 2}`)];
  return names.find(each => !taken.includes(each)) ?? name;
}
