import type { Problem } from '../composition';
import { wordsOf } from '../names';
import type { FieldRule } from './field';
import { problem, rename } from './problem';
import { nameNear, shown } from './text';

const VALUE = /^[A-Za-z0-9]+([_-][A-Za-z0-9]+)*$/;

/** An enum has values, each an identifier's part and no two spelt alike. */
export const valuesRule: FieldRule = ({ path, answers }) => {
  const values = answers.values ?? [];
  if (values.length === 0) {
    return [
      problem(
        [...path, 'values'],
        'An enum without values has nothing to choose from',
        'List the values, such as [draft, paid].',
      ),
    ];
  }
  const seen = new Map<string, string>();
  const problems: Problem[] = [];
  values.forEach((value, index) => {
    const at = [...path, 'values', index];
    const spelling = wordsOf(value).join('').toLowerCase();
    const twin = seen.get(spelling);
    if (!VALUE.test(value)) {
      problems.push(
        problem(
          at,
          `${shown(value)} cannot become a constant`,
          "Use letters and digits joined by '_' or '-', such as in_progress.",
          rename(at, nameNear(value, '_', 63)),
        ),
      );
    } else if (twin !== undefined) {
      problems.push(
        problem(
          at,
          `The values ${shown(twin)} and ${shown(value)} are spelt alike`,
          'Remove one of them, or give it another name.',
        ),
      );
    }
    seen.set(spelling, value);
  });
  return problems;
};
