import type { Resource } from '../composition';

/** Version of the schema in which something came. */
export function versionOf({ since }: { readonly since?: number }): number {
  return since ?? 1;
}

/** The versions of the schema of these resources, the first one first. @public */
export function versionsOf(resources: readonly Resource[]): number[] {
  const later = resources.flatMap(resource =>
    [resource, ...resource.fields].map(versionOf),
  );
  return [...new Set([1, ...later])].sort((a, b) => a - b);
}

/** What there was of the resources in a version of the schema. @public */
export function resourcesAt(
  resources: readonly Resource[],
  version: number,
): Resource[] {
  return resources
    .filter(resource => versionOf(resource) <= version)
    .map(resource => ({
      ...resource,
      fields: resource.fields.filter(field => versionOf(field) <= version),
    }));
}
