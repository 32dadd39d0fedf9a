import type {
  Composition,
  Resource,
} from '@golden-path/backstage-plugin-golden-path-common';

/** What happens to a resource. */
export const CHANGES = ['created', 'updated', 'deleted'] as const;

/** The topic with the changes of a resource: words with dots between them. */
export function topicOf(
  service: Composition['service'],
  { names }: Resource,
): string {
  return `${service.names.singular.kebab}.${names.singular.kebab}`;
}

/** The type of the events of a change. */
export function typeOf(
  { names }: Resource,
  change: (typeof CHANGES)[number],
): string {
  return `${names.singular.kebab}.${change}.v1`;
}
