import { goText } from '../go/go';
import type { GoPackage } from '../go/packages';
import type { GoField } from './goField';

/** Go code and the packages it needs. */
export interface GoCode {
  readonly code: string;
  readonly imports: readonly GoPackage[];
}

/** How lists are sorted by a value. */
export interface SortKey {
  /** The function of package paging that makes the key. */
  readonly by: string;
  /** The value, as the function wants it, and its type. */
  readonly value: string;
  readonly type: string;
  /** What it looks like in cursors, as a regular expression. */
  readonly code: string;
}

/**
 * What one field type looks like in Go. `of` qualifies names of the
 * resource's package, such as `order.`.
 */
export interface FieldShape {
  /** The type without a pointer. */
  type(field: GoField, of: string): GoCode;
  /** Rules of the validator package, without `omitempty`. */
  rules(field: GoField): readonly string[];
  /** The type in an answer's body, when it is not the one in Go. */
  bodyType?(field: GoField): GoCode;
  /** The value in an answer's body, when it is not the one in Go. */
  bodyValue?(field: GoField, value: string): GoCode;
  /** A pointer to the member of a request's body, nil when there is none. */
  member(field: GoField): GoCode;
  /** Whether `member` is the value itself: nil means empty. */
  readonly whole?: boolean;
  /** What makes the field's type of a member, when it is another one. */
  convert?(field: GoField, of: string, value: string): string;
  /** A pointer to the parameter of a query, nil when there is none. */
  parameter(field: GoField, of: string): GoCode;
  /** How lists are sorted by it, if they can be. */
  sortKey?(value: string): SortKey;
  /** The default, of the member's type. */
  literal(field: GoField, of: string): GoCode;
}

/** 64 bits as cursors carry them. */
export const BITS = '[0-9a-f]{16}';

/** Code that needs the packages. */
export function code(text: string, ...imports: readonly GoPackage[]): GoCode {
  return { code: text, imports };
}

/** How a value is read that requests carry as text for package parse. */
export function parsed(reader: string): Pick<
  FieldShape,
  'member' | 'parameter'
> & {
  parameter(field: GoField): GoCode;
} {
  return {
    member: ({ wire }) =>
      code(
        `jsonbody.Member(b, ${goText(wire)}, parse.${reader})`,
        'jsonbody',
        'parse',
      ),
    parameter: ({ wire }) =>
      code(
        `httpx.Param(q, ${goText(wire)}, parse.${reader})`,
        'httpx',
        'parse',
      ),
  };
}
