import {
  recentOf,
  type Composition,
  type Resource,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Emitter, FileDraft } from '../plan/draft';

/** What of a service its resources' files depend on. */
export type Home = Pick<Composition['service'], 'module' | 'names'>;

/** Services that people are editing at one time, with a resource that is the same in all. */
const SERVICES = 40;

/**
 * Files of nothing but one resource, for each of the service. Those of a
 * resource that did not change are the same again.
 */
export function eachResource(
  emit: (home: Home, resource: Resource) => readonly FileDraft[],
): Emitter {
  const known = recentOf<Resource, readonly FileDraft[]>(SERVICES);
  return ({ composition: { service, resources } }) => {
    const { module, names } = service;
    const key = `${module} ${names.singular.snake}`;
    return resources.flatMap(resource =>
      known(resource, key, () => emit({ module, names }, resource)),
    );
  };
}
