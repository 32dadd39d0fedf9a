import type { ResourceAnswers } from '../answers';
import type { Catalogue, Problem } from '../composition';
import { namesOf, pluralOf, wordsOf } from '../names';
import { singularOfWord } from '../plural';
import {
  GO_KEYWORDS,
  GO_PREDECLARED,
  GO_SPECIAL_PACKAGES,
  RESOURCE_PACKAGE_NAMES,
  SQL_RESERVED,
  TAKEN_PACKAGES,
  WINDOWS_DEVICES,
} from '../reserved';
import { identifiersOf } from './identifiers';
import { problem, rename, set, type Path } from './problem';
import { nameNear, shown } from './text';

/** Longest resource name, and longest plural: constraints' names add to it. */
const MAX_NAME = 40;
const MAX_PLURAL = 44;

const NAME = /^[a-z][a-z0-9]*([-_][a-z0-9]+)*$/;

/**
 * Everything that is wrong with the names of one resource by themselves.
 * Without `reserved`, the service has no package for it.
 */
export function resourceNameProblems(
  path: Path,
  answers: ResourceAnswers,
  reserved: Catalogue['reserved'] | undefined,
): Problem[] {
  const name = nameProblem(path, answers, reserved);
  return name ? [name] : pluralProblems(path, answers);
}

function nameProblem(
  path: Path,
  answers: ResourceAnswers,
  reserved: Catalogue['reserved'] | undefined,
): Problem | undefined {
  const at = [...path, 'name'];
  const { name } = answers;
  if (!NAME.test(name) || name.length > MAX_NAME) {
    return problem(
      at,
      `${shown(name)} is not a resource name`,
      `Use at most ${MAX_NAME} lower-case letters and digits, words joined by '-', such as order or api-key.`,
      rename(at, nameNear(name, '-', MAX_NAME)),
    );
  }
  const taken = reserved && takenBy(name, reserved);
  if (taken !== undefined) {
    return problem(
      at,
      `A resource cannot be named ${shown(name)}: ${taken}`,
      'Use another name, such as one with a second word.',
      rename(at, nameNear(`${name}-record`, '-', MAX_NAME)),
    );
  }
  return answers.plural === undefined ? pluralAsName(path, name) : undefined;
}

/** `orders` as a name would make `orderses`. */
function pluralAsName(path: Path, name: string): Problem | undefined {
  const words = wordsOf(name);
  const singular = singularOfWord(words.at(-1) ?? '');
  if (singular === undefined) {
    return undefined;
  }
  const suggestion = [...words.slice(0, -1), singular].join('-');
  return problem(
    [...path, 'name'],
    `${shown(name)} reads as a plural`,
    'Use the singular; the plural is made from it. If it is the singular, state its plural.',
    [
      ...rename([...path, 'name'], suggestion),
      set(
        [...path, 'plural'],
        pluralOf(name),
        `Keep it, plural '${pluralOf(name)}'`,
      ),
    ],
  );
}

function takenBy(
  name: string,
  reserved: Catalogue['reserved'],
): string | undefined {
  const { flat, pascal } = namesOf(name).singular;
  if (GO_KEYWORDS.has(flat)) {
    return `${flat} is a keyword of Go`;
  }
  if (GO_PREDECLARED.has(flat)) {
    return `${flat} is a predeclared name of Go`;
  }
  if (GO_SPECIAL_PACKAGES.has(flat)) {
    return `the go command gives a folder ${flat} a meaning of its own`;
  }
  if (WINDOWS_DEVICES.has(flat)) {
    return `Windows keeps the file name ${flat} for a device`;
  }
  if (TAKEN_PACKAGES.has(flat) || reserved.packages.includes(flat)) {
    return `the service's own code uses the name ${flat}`;
  }
  if (RESOURCE_PACKAGE_NAMES.has(pascal)) {
    return `the package of every resource declares ${pascal}`;
  }
  const declared = identifiersOf(namesOf(name)).find(
    identifier =>
      identifier.place.startsWith('package ') &&
      reserved.types.includes(identifier.name),
  );
  return declared && `the service's own code declares ${declared.name}`;
}

function pluralProblems(path: Path, answers: ResourceAnswers): Problem[] {
  const at = [...path, 'plural'];
  const plural = answers.plural ?? pluralOf(answers.name);
  const singular = namesOf(answers.name).singular;
  const other = pluralOf(answers.name);
  if (!NAME.test(plural)) {
    return [
      problem(
        at,
        `${shown(plural)} is not a plural name`,
        "Use lower-case words joined by '-', such as orders or api-keys.",
        rename(at, nameNear(plural, '-', MAX_PLURAL)),
      ),
    ];
  }
  if (plural.length > MAX_PLURAL) {
    return [
      problem(
        at,
        `The plural ${shown(plural)} has ${plural.length} characters`,
        `State a plural of at most ${MAX_PLURAL} characters.`,
        rename(at, nameNear(plural, '-', MAX_PLURAL)),
      ),
    ];
  }
  const names = namesOf(answers.name, plural).plural;
  if (names.flat === singular.flat) {
    return [
      problem(
        at,
        `Singular and plural of ${shown(answers.name)} are the same`,
        'State a plural that differs, so that one and many can be told apart.',
        rename(at, other === plural ? `${singular.snake}_records` : other),
      ),
    ];
  }
  const taken = pluralTakenBy(names.snake, names.flat);
  return taken === undefined
    ? []
    : [
        problem(
          at,
          `The plural of ${shown(answers.name)} cannot be ${shown(
            plural,
          )}: ${taken}`,
          'State another plural.',
          rename(at, nameNear(`${singular.snake}_records`, '-', MAX_PLURAL)),
        ),
      ];
}

function pluralTakenBy(snake: string, flat: string): string | undefined {
  if (SQL_RESERVED.has(snake)) {
    return `${snake} is a reserved word of SQL`;
  }
  if (snake.startsWith('pg_')) {
    return 'PostgreSQL keeps names that begin with pg_ for itself';
  }
  return GO_KEYWORDS.has(flat) || GO_PREDECLARED.has(flat)
    ? `${flat} is a name of Go's own`
    : undefined;
}
