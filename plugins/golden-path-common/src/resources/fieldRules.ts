import type { FieldAnswers, FieldType } from '../answers';
import type { Problem } from '../composition';
import { namesOf } from '../names';
import { EVERY_RESOURCE_HAS, SQL_SYSTEM_COLUMNS } from '../reserved';
import { defaultRule } from './defaultRules';
import { valuesRule } from './enumRules';
import {
  EVERY_FIELD_MAY_HAVE,
  PROPERTIES,
  type FieldInContext,
  type FieldRule,
} from './field';
import { boundsRule, scaleRule } from './numberRules';
import { problem, remove, rename } from './problem';
import { clearRule, remoteRule, targetRule } from './referenceRules';
import { nameNear, shown } from './text';
import { formatRule, lengthRule, proseProblems } from './textRules';
import { sortRule } from './sortRules';
import { roomRule } from './uniqueRules';

/** Longest field name: `_id` and PostgreSQL's 63 bytes leave so much. */
const MAX_FIELD_NAME = 60;

const RULES: Readonly<Record<FieldType, readonly FieldRule[]>> = {
  text: [lengthRule, formatRule],
  integer: [boundsRule],
  decimal: [scaleRule, boundsRule],
  boolean: [],
  time: [],
  date: [],
  uuid: [remoteRule],
  enum: [valuesRule],
  reference: [targetRule, clearRule],
  list: [],
};

const nameRule: FieldRule = ({ path, answers }) => {
  const at = [...path, 'name'];
  const { name } = answers;
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name)) {
    return [
      problem(
        at,
        `${shown(name)} is not a field name in snake_case`,
        "Use lower-case letters and digits joined by '_', such as placed_at.",
        rename(at, nameNear(name, '_', MAX_FIELD_NAME)),
      ),
    ];
  }
  if (name.length > MAX_FIELD_NAME) {
    return [
      problem(
        at,
        `${shown(name)} has ${name.length} characters`,
        `Shorten it to at most ${MAX_FIELD_NAME} characters.`,
        rename(at, nameNear(name, '_', MAX_FIELD_NAME)),
      ),
    ];
  }
  const taken = takenBy(name);
  return taken === undefined
    ? []
    : [
        problem(
          at,
          `A field cannot be named ${shown(name)}: ${taken}`,
          'Use another name, such as one that says what the value means.',
          rename(at, `${name}_value`),
        ),
      ];
};

function takenBy(name: string): string | undefined {
  const { flat } = namesOf(name).singular;
  const own = EVERY_RESOURCE_HAS.find(
    other => namesOf(other).singular.flat === flat,
  );
  if (own !== undefined) {
    return `every resource has a field ${own} of its own`;
  }
  return SQL_SYSTEM_COLUMNS.has(name)
    ? 'PostgreSQL gives every table a column of that name'
    : undefined;
}

/** A property that the type ignores is a mistake, not a wish. */
const propertiesRule: FieldRule = ({ path, answers }) => {
  const allowed = new Set([
    ...EVERY_FIELD_MAY_HAVE,
    ...PROPERTIES[answers.type],
  ]);
  return (Object.keys(answers) as (keyof FieldAnswers)[])
    .filter(key => isSet(answers[key]) && !allowed.has(key))
    .map(key =>
      problem(
        [...path, key],
        `${key} does not fit a field of type ${answers.type}`,
        `Remove ${key}, or choose a type that has it.`,
        [remove([...path, key])],
      ),
    );
};

// A form writes false and empty for what was not chosen.
function isSet(value: unknown): boolean {
  return value !== undefined && value !== false && value !== '';
}

const descriptionRule: FieldRule = ({ path, answers }) =>
  proseProblems([...path, 'description'], answers.description);

/** Everything that is wrong with one field by itself. */
export function fieldProblems(field: FieldInContext): Problem[] {
  return [
    nameRule,
    propertiesRule,
    ...RULES[field.answers.type],
    defaultRule,
    roomRule,
    sortRule,
    descriptionRule,
  ].flatMap(rule => rule(field));
}
