import type { Resource } from '../composition';

/**
 * Whether a resource is a record: nothing refers to it and none of its values
 * is unique, so that its rows may live in partitions and leave with them.
 * @public
 */
export function isRecord(
  { name, fields }: Resource,
  resources: readonly Resource[],
): boolean {
  return (
    !fields.some(({ unique }) => unique) &&
    !resources.some(other =>
      other.fields.some(({ reference }) => reference?.resource === name),
    )
  );
}
