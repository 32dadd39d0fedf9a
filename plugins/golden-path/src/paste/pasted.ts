import type { FieldAnswers } from '@golden-path/backstage-plugin-golden-path-common';

/** What somebody else's table, file or sample was understood as. */
export interface Pasted {
  readonly format: 'SQL' | 'CSV' | 'JSON';
  readonly resources: readonly PastedResource[];
  /** What could not be read at all. */
  readonly faults: readonly Fault[];
}

/** Fields that were understood; nothing is written before somebody says so. */
export interface PastedResource {
  /** Singular name; none when the text names nothing, as a CSV file. */
  readonly name?: string;
  /** What it was read from, such as `CREATE TABLE orders, 5 columns`. */
  readonly source: string;
  readonly description?: string;
  readonly fields: readonly PastedField[];
  /** Sentences about what does not become a field. */
  readonly leftOut: readonly string[];
}

/** A field, and what about it is a guess. */
export interface PastedField {
  readonly field: FieldAnswers;
  readonly guess?: Guess;
}

/** A reading that may be wrong, and the other one. */
export interface Guess {
  readonly text: string;
  /** The other reading; no field leaves it out. */
  readonly other: { readonly label: string; readonly field?: FieldAnswers };
}

/** A part of the text that cannot be read. */
export interface Fault {
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** Fields of every resource, which no table has to name. */
export const GIVEN_FIELDS: ReadonlySet<string> = new Set([
  'id',
  'version',
  'created_at',
  'updated_at',
  'deleted_at',
]);
