import { useApi } from '@backstage/core-plugin-api';
import { ANNOTATION_ORIGIN_LOCATION } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { repositoryPath } from '@golden-path/backstage-plugin-golden-path-common';
import type { Place } from '@golden-path/backstage-plugin-golden-path-common';
import { useLoaded } from '../wizard/useLoaded';
import { useSettled } from './useSettled';

/**
 * Whether a system has to come out with the service: undefined while the
 * catalog has not said, or there is no name.
 */
export function useIsNewSystem(
  name: string,
  place: Place,
): boolean | undefined {
  const catalog = useApi(catalogApiRef);
  const settled = useSettled(name);
  const system = useLoaded(async () => {
    if (settled === '') return undefined;
    // one by its name would be an error in the browser's console where there is none yet
    const entityRefs = [`system:default/${settled}`];
    const { items } = await catalog.getEntitiesByRefs({ entityRefs });
    return items[0];
  }, `system ${settled}`);
  if (system.state !== 'ready' || name === '' || settled !== name) {
    return undefined;
  }
  const origin =
    system.value?.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION];
  // Half of this very creation may have been there: to go on it describes it again.
  return system.value === undefined || isIn(place, origin);
}

/** Whether an address of a file names the repository, however its kind of host does it. */
function isIn(place: Place, url: string | undefined): boolean {
  const names = url?.split(/[/?]/) ?? [];
  return repositoryPath(place).every(name =>
    names.includes(encodeURIComponent(name)),
  );
}
