import type { FieldAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import { compact } from '../answers/edits';
import { fieldName, referredName } from './names';
import type { Guess, PastedField } from './pasted';

const LENGTHS = [20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const EMAIL = /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i;
const URL_TEXT = /^https?:\/\/\S+$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME =
  /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;
const INTEGER = /^-?\d{1,18}$/;
const DECIMAL = /^-?\d+\.\d+$/;
const WORD = /^[A-Za-z][A-Za-z0-9_-]{0,30}$/;

/** Rows that are enough to take a few words for all there are. */
const ENOUGH = 4;
const MOST_WORDS = 6;

/**
 * A field for values that were seen under a name. `resources` are names that a
 * reference may mean.
 */
export function inferField(
  name: string,
  values: readonly unknown[],
  resources: readonly string[],
): PastedField {
  const field = fieldName(name);
  const seen = values.filter(value => value !== null && value !== '');
  const texts = seen.map(value => String(value).trim());
  const required = texts.length === values.length && texts.length > 0;
  const referred = referredName(field);
  const target = resources.find(
    each => each.replace(/-/g, '_') === (referred ?? field),
  );
  if (target && referred && texts.length > 0) {
    return {
      field: compact({
        name: referred,
        type: 'reference' as const,
        required: required || undefined,
        resource: target,
        onDelete: 'refuse' as const,
      }),
      guess: {
        text: `is read as a reference to ${target}`,
        other: { label: 'use text', field: { name: field, type: 'text' } },
      },
    };
  }
  const { guess, ...type } = typeOf(texts);
  return {
    field: compact({ name: field, ...type, required: required || undefined }),
    ...(guess && {
      guess: { text: guess.text, other: otherOf(field, required, guess) },
    }),
  };
}

interface TypeGuess {
  readonly text: string;
  readonly label: string;
  readonly type: Pick<FieldAnswers, 'type' | 'maxLength'>;
}

function otherOf(
  name: string,
  required: boolean,
  { label, type }: TypeGuess,
): Guess['other'] {
  return {
    label,
    field: compact({ name, ...type, required: required || undefined }),
  };
}

type Inferred = Omit<FieldAnswers, 'name'> & { guess?: TypeGuess };

function typeOf(texts: readonly string[]): Inferred {
  const all = (pattern: RegExp) => texts.every(text => pattern.test(text));
  const use = { label: 'use text', type: { type: 'text' } as const };
  if (texts.length === 0) {
    return {
      type: 'text',
      guess: {
        text: 'has no value to tell its type; it is read as text',
        label: 'use integer',
        type: { type: 'integer' },
      },
    };
  }
  if (all(/^(?:true|false)$/i)) return { type: 'boolean' };
  if (all(/^(?:yes|no)$/i)) {
    return {
      type: 'boolean',
      guess: { text: 'yes and no are read as boolean', ...use },
    };
  }
  // A number that begins with 0 is a code: the 0 must stay.
  if (texts.some(text => /^0\d/.test(text)) && all(/^\d+$/)) {
    return textOf(texts);
  }
  if (all(INTEGER)) return { type: 'integer' };
  if (texts.every(text => INTEGER.test(text) || DECIMAL.test(text))) {
    return decimalOf(texts);
  }
  if (all(UUID)) return { type: 'uuid' };
  if (all(DATE)) return { type: 'date' };
  if (all(TIME)) return { type: 'time' };
  if (all(EMAIL)) return { type: 'text', format: 'email', maxLength: 254 };
  if (all(URL_TEXT)) return { type: 'text', format: 'url', maxLength: 2000 };
  const words = [...new Set(texts)];
  if (
    texts.length >= ENOUGH &&
    words.length <= MOST_WORDS &&
    words.length < texts.length &&
    all(WORD)
  ) {
    return {
      type: 'enum',
      values: words,
      guess: { text: 'few words that repeat are read as enum', ...use },
    };
  }
  return textOf(texts);
}

function decimalOf(texts: readonly string[]): Inferred {
  const digits = (at: number) =>
    Math.max(
      ...texts.map(text => text.replace('-', '').split('.')[at]?.length ?? 0),
    );
  const scale = digits(1);
  return { type: 'decimal', precision: Math.max(12, digits(0) + scale), scale };
}

function textOf(texts: readonly string[]): Inferred {
  const longest = Math.max(...texts.map(text => [...text].length));
  return {
    type: 'text',
    // A sample seldom holds the longest: there is room for twice as much.
    maxLength: LENGTHS.find(length => length >= longest * 2) ?? 100_000,
  };
}
