import type { FieldRule } from './field';
import { problem, remove, set } from './problem';

/** Rows without a value have no place in the order of its values. */
export const sortRule: FieldRule = ({ path, answers }) => {
  const { sortable, required, default: value } = answers;
  const at = [...path, 'sortable'];
  return sortable && !required && value === undefined
    ? [
        problem(
          at,
          'A list cannot be sorted by what some rows do not have',
          'Make the field required, give it a default, or leave sortable out.',
          [set([...path, 'required'], true, 'Make it required'), remove(at)],
        ),
      ]
    : [];
};
