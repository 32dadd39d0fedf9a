import type { Resource } from '../composition';
import { resourcesAt, versionOf } from './versions';

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

/** The resources that were records when they came. @public */
export function madeRecords(resources: readonly Resource[]): Resource[] {
  return resources.filter(({ name, ...resource }) => {
    const then = resourcesAt(resources, versionOf(resource));
    const made = then.find(other => other.name === name);
    return made !== undefined && isRecord(made, then);
  });
}
