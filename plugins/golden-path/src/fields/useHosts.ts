import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { scmIntegrationsApiRef } from '@backstage/integration-react';
import { HOST_PARTS } from '@golden-path/backstage-plugin-golden-path-common';
import type { Host } from '@golden-path/backstage-plugin-golden-path-common';
import { useMemo } from 'react';

/** A host to choose, and the owners there. */
export interface HostChoice extends Host {
  /** Owners to choose from; none when the portal does not know them. */
  readonly owners: readonly string[];
}

/**
 * The hosts of those names; without names, all that services are published to
 * and the browser knows.
 */
export function useHosts(names?: readonly string[]): HostChoice[] {
  const integrations = useApi(scmIntegrationsApiRef);
  const config = useApi(configApiRef);
  return useMemo(() => {
    const places = config.getOptionalConfigArray('goldenPath.places') ?? [];
    const owners = new Map(
      places.map(place => [
        place.getString('host'),
        place.getStringArray('owners'),
      ]),
    );
    return integrations
      .list()
      .filter(({ type, title }) =>
        names ? names.includes(title) : Object.hasOwn(HOST_PARTS, type),
      )
      .map(({ type, title }) => ({
        type,
        host: title,
        owners: owners.get(title) ?? [],
      }));
  }, [integrations, config, names]);
}
