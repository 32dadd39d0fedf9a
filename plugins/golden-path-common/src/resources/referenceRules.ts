import { wordsOf } from '../names';
import type { FieldRule } from './field';
import { problem, set } from './problem';
import { shown } from './text';

const flat = (name: string) => wordsOf(name).join('').toLowerCase();

/** The resource that a reference means, as it is written, or undefined. */
export function referredTo(
  name: string | undefined,
  resources: readonly string[],
): string | undefined {
  return name === undefined || name === ''
    ? undefined
    : resources.find(resource => flat(resource) === flat(name));
}

/** A reference names a resource of these answers. */
export const targetRule: FieldRule = ({ path, answers, resources }) => {
  if (referredTo(answers.resource, resources) !== undefined) {
    return [];
  }
  const at = [...path, 'resource'];
  return [
    problem(
      at,
      answers.resource === undefined
        ? 'A reference without a resource refers to nothing'
        : `There is no resource ${shown(answers.resource)}`,
      'Name one of the resources, or add the resource that is missing.',
      resources.slice(0, 5).map(name => set(at, name, `Refer to '${name}'`)),
    ),
  ];
};

/** A value that is the id of something elsewhere names it. */
export const remoteRule: FieldRule = ({ path, answers, remote }) => {
  const { references } = answers;
  if (!references || remote.includes(references)) {
    return [];
  }
  const at = [...path, 'references'];
  return [
    problem(
      at,
      `No upstream has the resource ${shown(references)}`,
      'Name an upstream and one of its resources, such as sellers.seller.',
      [
        ...remote.slice(0, 5).map(name => set(at, name, `Refer to '${name}'`)),
        set(at, undefined, 'Refer to nothing'),
      ],
    ),
  ];
};

/** Clearing a reference leaves it empty, so it must be optional. */
export const clearRule: FieldRule = ({ path, answers }) =>
  answers.onDelete === 'clear' && answers.required
    ? [
        problem(
          [...path, 'onDelete'],
          "onDelete 'clear' empties the field, which is required",
          "Make the field optional, or choose 'refuse' or 'cascade'.",
          [
            set([...path, 'required'], false, 'Make the field optional'),
            set([...path, 'onDelete'], 'refuse', "Use 'refuse'"),
          ],
        ),
      ]
    : [];
