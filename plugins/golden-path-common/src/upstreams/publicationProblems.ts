import type { UpstreamAnswers } from '../answers';
import type { Mend, Problem, Stream, Upstream } from '../composition';
import { identifiersOf } from '../resources/identifiers';
import { problem, set } from '../resources/problem';
import { shown } from '../resources/text';
import { areAlike, withoutStream } from './streams';

/** Where the names of what is published have to differ. */
const PLACES = {
  http: ['the contract', 'operations'],
  // The gateway's own code reads and writes them, and names that as REST does.
  grpc: ['the contract', 'operations', 'package httpapi'],
};

/**
 * What a gateway cannot publish: two services or streams at one path, or under names
 * that its contract has once.
 */
export function publicationProblems(
  upstreams: readonly Upstream[],
  answers: readonly UpstreamAnswers[],
): Problem[] {
  return [
    ...resourceProblems(upstreams, answers),
    ...streamProblems(upstreams, answers),
  ];
}

function resourceProblems(
  upstreams: readonly Upstream[],
  answers: readonly UpstreamAnswers[],
): Problem[] {
  const published = new Map<string, string>();
  return upstreams.flatMap((upstream, index) => {
    const own = upstream.resources.map(resource => ({
      resource,
      // The answers hold those that have problems of their own, too.
      place: answers[index]!.resources.findIndex(
        ({ name }) => name === resource.name,
      ),
      names: namesOf(upstream, resource),
    }));
    const problems = own.flatMap(({ resource, place, names }) => {
      const name = names.find(each => published.has(each));
      if (name === undefined) return [];
      return [
        problem(
          ['upstreams', index, 'resources', place, 'name'],
          `${shown(upstream.name)} and ${shown(
            published.get(name)!,
          )} both publish ${name}`,
          'Publish it from one of them. The other needs a route of your own.',
          [without(answers, index, place, resource.name)],
        ),
      ];
    });
    own
      .flatMap(({ names }) => names)
      .filter(name => !published.has(name))
      .forEach(name => published.set(name, upstream.name));
    return problems;
  });
}

/** Streams that meet resources, or streams before them. */
function streamProblems(
  upstreams: readonly Upstream[],
  answers: readonly UpstreamAnswers[],
): Problem[] {
  const published: Published[] = upstreams.flatMap(({ name, resources }) =>
    resources.flatMap(({ names: { plural } }) =>
      ['', '/{id}'].map(rest => ({ name, path: `/${plural.kebab}${rest}` })),
    ),
  );
  return upstreams.flatMap(({ name, streams }, index) =>
    streams.flatMap((stream, place) => {
      const other = published.find(each => meets(stream, each));
      published.push({ ...stream, name });
      if (other === undefined) return [];
      const at = ['upstreams', index, 'streams'];
      return [
        problem(
          [...at, place, 'path'],
          messageOf(stream, other),
          'Publish one of them, or a path that differs in its words.',
          [withoutStream(at, answers[index]!.streams!, place)],
        ),
      ];
    }),
  );
}

/** A path that is published, by which service, and as which operation if it is a stream. */
type Published = Pick<Stream, 'path'> &
  Partial<Pick<Stream, 'operation'>> & { readonly name: string };

function meets(stream: Stream, { path, operation }: Published): boolean {
  return areAlike(stream.path, path) || stream.operation === operation;
}

function messageOf(stream: Stream, { path, name }: Published): string {
  const [own, other] = [shown(stream.path), `${shown(path)} of ${shown(name)}`];
  return areAlike(stream.path, path)
    ? `Requests for ${own} could be for ${other} too`
    : `${own} and ${other} are both ${stream.operation} in the contract`;
}

/** The path of a resource, and its names in the contract and in code. */
function namesOf(
  { protocol }: Upstream,
  { names }: Upstream['resources'][number],
): string[] {
  const identifiers = identifiersOf(names)
    .filter(({ place }) => PLACES[protocol].includes(place))
    .map(({ name }) => name);
  return [`/api/v1/${names.plural.kebab}`, ...identifiers];
}

function without(
  answers: readonly UpstreamAnswers[],
  index: number,
  place: number,
  resource: string,
): Mend {
  const { name, resources } = answers[index]!;
  return resources.length === 1
    ? set(
        ['upstreams'],
        answers.filter((_, at) => at !== index),
        `Remove ${name}`,
      )
    : set(
        ['upstreams', index, 'resources'],
        resources.filter((_, at) => at !== place),
        `Remove ${resource} of ${name}`,
      );
}
