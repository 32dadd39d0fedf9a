import {
  identifierPart,
  namesOf,
  RESOURCE_PACKAGE_NAMES,
  type Field,
  type Resource,
} from '@golden-path/backstage-plugin-golden-path-common';
import { isNullable } from './nullable';

/** A constant of an enum. */
export interface GoConstant {
  readonly name: string;
  readonly value: string;
}

/** An enum's own type in its resource's package. */
export interface GoEnum {
  readonly type: string;
  readonly constants: readonly GoConstant[];
}

/** A field as Go code names it. */
export interface GoField {
  readonly field: Field;
  /** The struct field, such as `CustomerID`. */
  readonly name: string;
  /** The name in JSON and in the query, the column's too. */
  readonly wire: string;
  /** Whether it may be empty: its Go type is a pointer then. */
  readonly nullable: boolean;
  readonly enum?: GoEnum;
}

/** The fields of a resource as Go code names them, in order. */
export function goFields(resource: Resource): GoField[] {
  const taken = new Set([
    resource.names.singular.pascal,
    ...RESOURCE_PACKAGE_NAMES,
  ]);
  return resource.fields.map(field => {
    const name = namesOf(field.column).singular.pascal;
    const goEnum = field.values && freeEnum(name, field.values, taken);
    return {
      field,
      name,
      wire: field.column,
      nullable: isNullable(field),
      ...(goEnum && { enum: goEnum }),
    };
  });
}

/** Parameters that every list has; a field of that name is no filter. */
const LIST_PARAMETERS = ['limit', 'sort', 'cursor'];

/** Whether lists can be filtered by the field: it names one row or a group. */
export function isFilter({ field, wire }: GoField): boolean {
  const telling =
    field.unique || field.type === 'enum' || field.type === 'reference';
  return telling && !LIST_PARAMETERS.includes(wire);
}

/** The fields by which lists are sorted, beside those that all resources have. */
export function isSort({ field }: GoField): boolean {
  return field.sortable;
}

/** The columns by which all lists are sorted. */
export const OWN_SORTS = ['created_at', 'id'] as const;

/** The orders by the names, each either way round. */
export function eachWay(names: readonly string[]): string[] {
  return names.flatMap(name => [name, `-${name}`]);
}

/** The orders of lists of a resource, as requests name them. */
export function orderNames(resource: Resource): string[] {
  const own = goFields(resource).filter(isSort);
  return eachWay([...OWN_SORTS, ...own.map(({ wire }) => wire)]);
}

/** The enum's type, with an ending when the package has its names already. */
function freeEnum(
  name: string,
  values: readonly string[],
  taken: Set<string>,
): GoEnum {
  for (let ending = ''; ; ending += 'Value') {
    const type = `${name}${ending}`;
    const constants = values.map(value => ({
      name: `${type}${identifierPart(value)}`,
      value,
    }));
    const names = [type, ...constants.map(constant => constant.name)];
    if (names.every(other => !taken.has(other))) {
      names.forEach(other => taken.add(other));
      return { type, constants };
    }
  }
}
