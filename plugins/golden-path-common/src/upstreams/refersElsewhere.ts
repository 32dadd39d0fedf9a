import type { Resource } from '../composition';

/** Whether a resource refers to resources of upstreams. @public */
export function refersElsewhere({ fields }: Pick<Resource, 'fields'>): boolean {
  return fields.some(({ upstream }) => upstream !== undefined);
}
