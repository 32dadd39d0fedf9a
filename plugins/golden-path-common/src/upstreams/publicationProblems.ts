import type { UpstreamAnswers } from '../answers';
import type { Mend, Problem, Upstream } from '../composition';
import { identifiersOf } from '../resources/identifiers';
import { problem, set } from '../resources/problem';
import { shown } from '../resources/text';

/** Where the names of what is published have to differ. */
const PLACES = {
  http: ['the contract', 'operations'],
  // The gateway's own code reads and writes them, and names that as REST does.
  grpc: ['the contract', 'operations', 'package httpapi'],
};

/**
 * What a gateway cannot publish: two services at one path, or under names that
 * its contract has once.
 */
export function publicationProblems(
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
