import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import type { Home } from '../eachResource';

/** What happens to a resource. */
export const CHANGES = ['created', 'updated', 'deleted'] as const;

/** The topic with the changes of a resource: words with dots between them. */
export function topicOf(
  home: Pick<Home, 'names'>,
  { names }: Resource,
): string {
  return `${home.names.singular.kebab}.${names.singular.kebab}`;
}

/** The type of the events of a change. */
export function typeOf(
  { names }: Resource,
  change: (typeof CHANGES)[number],
): string {
  return `${names.singular.kebab}.${change}.v1`;
}
