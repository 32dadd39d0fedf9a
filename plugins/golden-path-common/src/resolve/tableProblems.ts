import type { Answers } from '../answers';
import type { Problem, Resource } from '../composition';
import type { PatternManifest } from '../pattern';
import { problem } from '../resources/problem';
import { shown } from '../resources/text';

/** A resource whose table is one that a chosen pattern has. */
export function tableProblems(
  patterns: readonly PatternManifest[],
  answers: Answers,
  resources: readonly Resource[],
): Problem[] {
  return resources.flatMap(({ name, names }) => {
    const table = names.plural.snake;
    const taken = patterns.find(({ contributes }) =>
      contributes.schema?.tables?.includes(table),
    );
    if (!taken) return [];
    const index = answers.resources.findIndex(each => each.name === name);
    return [
      problem(
        ['resources', index, 'name'],
        `The table of ${shown(name)} would be ${table}, which '${
          taken.id
        }' has`,
        `Give the resource another name or another plural, or leave '${taken.id}' out.`,
      ),
    ];
  });
}
