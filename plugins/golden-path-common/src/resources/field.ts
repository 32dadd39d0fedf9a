import type { FieldAnswers, FieldType } from '../answers';
import type { Problem } from '../composition';
import type { Path } from './problem';

/** What the rules of one field look at. */
export interface FieldInContext {
  readonly path: Path;
  readonly answers: FieldAnswers;
  /** Names of all resources, as they are written. */
  readonly resources: readonly string[];
  /** Resources of upstreams, each as `upstream.resource`. */
  readonly remote: readonly string[];
}

/** One rule of a field: the problems it finds. */
export type FieldRule = (field: FieldInContext) => readonly Problem[];

/** Characters of a text that names no greatest length. */
export const DEFAULT_MAX_LENGTH = 255;

/** Digits of a decimal that names none. */
export const DEFAULT_PRECISION = 12;

/** Digits after the point of a decimal that names none. */
export const DEFAULT_SCALE = 2;

/** Items of a list that names no greatest number. */
export const DEFAULT_MAX_ITEMS = 100;

/** Characters of each text of a list. @public */
export const DEFAULT_ITEM_LENGTH = 255;

/** Least and greatest value of an integer: what 64 bits hold. @public */
export const INTEGER_RANGE = {
  min: -(2n ** 63n),
  max: 2n ** 63n - 1n,
} as const;

/** The properties that mean something for each type. */
export const PROPERTIES: Readonly<
  Record<FieldType, readonly (keyof FieldAnswers)[]>
> = {
  text: ['unique', 'sortable', 'default', 'minLength', 'maxLength', 'format'],
  integer: ['unique', 'sortable', 'default', 'min', 'max'],
  decimal: [
    'unique',
    'sortable',
    'default',
    'min',
    'max',
    'precision',
    'scale',
  ],
  boolean: ['default'],
  time: ['unique', 'sortable', 'default'],
  date: ['unique', 'sortable', 'default'],
  uuid: ['unique', 'default', 'references'],
  enum: ['default', 'values'],
  reference: ['unique', 'resource', 'onDelete'],
  list: ['items', 'maxItems'],
};

/** The properties that every field may have. */
export const EVERY_FIELD_MAY_HAVE: readonly (keyof FieldAnswers)[] = [
  'name',
  'type',
  'description',
  'required',
  'since',
];
