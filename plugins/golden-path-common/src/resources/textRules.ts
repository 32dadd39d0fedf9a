import type { Problem } from '../composition';
import { DEFAULT_MAX_LENGTH, type FieldRule } from './field';
import { problem, remove, set, type Path } from './problem';
import { oneLine, shown, unsafeCharacter, withoutUnsafe } from './text';

/** Longest text in an index: PostgreSQL indexes at most 2,704 bytes a row. */
const MAX_INDEXED_LENGTH = 600;

/** Characters that an address needs at least. */
const MIN_FORMAT_LENGTH = 40;

/** Prose of the answers holds no control characters. */
export function proseProblems(path: Path, text: string | undefined): Problem[] {
  const unsafe = text === undefined ? undefined : unsafeCharacter(text);
  if (text === undefined || unsafe === undefined) {
    return [];
  }
  const cleaned = oneLine(withoutUnsafe(text));
  return [
    problem(
      path,
      `The ${String(
        path.at(-1),
      )} holds the character ${unsafe}, which cannot be shown`,
      `Remove ${unsafe}.`,
      [
        set(
          path,
          cleaned === '' ? undefined : cleaned,
          'Remove such characters',
        ),
      ],
    ),
  ];
}

/** Lengths of a text are in order and can be indexed. */
export const lengthRule: FieldRule = ({ path, answers }) => {
  const { minLength = 0, maxLength = DEFAULT_MAX_LENGTH } = answers;
  const problems: Problem[] = [];
  if (minLength > maxLength) {
    problems.push(
      problem(
        [...path, 'minLength'],
        `minLength ${minLength} is above maxLength ${maxLength}`,
        `Lower minLength to at most ${maxLength}, or raise maxLength.`,
        [
          set([...path, 'minLength'], maxLength, `Set minLength ${maxLength}`),
          set([...path, 'maxLength'], minLength, `Set maxLength ${minLength}`),
        ],
      ),
    );
  }
  const indexed = (['unique', 'sortable'] as const).find(key => answers[key]);
  if (indexed && maxLength > MAX_INDEXED_LENGTH) {
    problems.push(
      problem(
        [...path, 'maxLength'],
        `A ${indexed} text of ${maxLength} characters does not fit an index`,
        `Set maxLength to at most ${MAX_INDEXED_LENGTH}, or leave ${indexed} out.`,
        [
          set(
            [...path, 'maxLength'],
            MAX_INDEXED_LENGTH,
            `Set maxLength ${MAX_INDEXED_LENGTH}`,
          ),
          remove([...path, indexed]),
        ],
      ),
    );
  }
  return problems;
};

/** A format has a least length of its own, and needs room. */
export const formatRule: FieldRule = ({ path, answers }) => {
  const { format, minLength, maxLength = DEFAULT_MAX_LENGTH } = answers;
  if (format === undefined) {
    return [];
  }
  return [
    ...(minLength
      ? [
          problem(
            [...path, 'minLength'],
            `minLength does not go with the format ${format}, which says how short a value can be`,
            'Remove minLength.',
            [remove([...path, 'minLength'])],
          ),
        ]
      : []),
    ...(maxLength < MIN_FORMAT_LENGTH
      ? [
          problem(
            [...path, 'maxLength'],
            `maxLength ${maxLength} refuses many a value of the format ${format}`,
            `Set maxLength to at least ${MIN_FORMAT_LENGTH}.`,
            [
              set(
                [...path, 'maxLength'],
                DEFAULT_MAX_LENGTH,
                `Set maxLength ${DEFAULT_MAX_LENGTH}`,
              ),
            ],
          ),
        ]
      : []),
  ];
};

/** Why a text cannot be the default of a field, or undefined. */
export function textDefaultFault(
  value: unknown,
  limits: { minLength?: number; maxLength?: number; format?: 'email' | 'url' },
): string | undefined {
  if (typeof value !== 'string') {
    return `${shown(value)} is not a text`;
  }
  const unsafe = unsafeCharacter(value);
  if (unsafe !== undefined) {
    return `it holds the character ${unsafe}`;
  }
  if (/[\t\r\n]/.test(value)) {
    return 'it has more than one line';
  }
  const length = [...value].length;
  const { minLength = 0, maxLength = DEFAULT_MAX_LENGTH, format } = limits;
  if (length < minLength || length > maxLength) {
    return `${shown(
      value,
    )} has ${length} characters, not ${minLength} to ${maxLength}`;
  }
  if (
    format === 'email' &&
    !/^[^\s@<>"']+@[^\s@<>"']+\.[a-z]{2,}$/i.test(value)
  ) {
    return `${shown(value)} is not an e-mail address`;
  }
  if (format === 'url' && !isWebAddress(value)) {
    return `${shown(value)} is not an http or https address`;
  }
  return undefined;
}

function isWebAddress(value: string): boolean {
  return /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?([/?#][^\s"'<>\\]*)?$/i.test(value);
}
