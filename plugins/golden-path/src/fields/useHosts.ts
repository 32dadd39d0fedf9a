import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { scmIntegrationsApiRef } from '@backstage/integration-react';
import { offeredHosts } from '@golden-path/backstage-plugin-golden-path-common';
import { useMemo } from 'react';

/** A host that repositories can be created on. */
export interface Host {
  readonly host: string;
  readonly title: string;
  readonly type: string;
  /** Owners to choose from; none when the portal does not know them. */
  readonly owners: readonly string[];
}

/**
 * The hosts of `integrations` that a template can publish to and the portal
 * offers; of those, only the ones of `allowed`, if that is given.
 */
export function useHosts(
  types: readonly string[] | undefined,
  allowed?: readonly string[],
): Host[] {
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
    const hosts = integrations
      .list()
      .filter(({ type }) => !types || types.includes(type))
      .map(({ type, title }) => ({
        type,
        title,
        host: title,
        owners: owners.get(title) ?? [],
      }));
    return offeredHosts(hosts, config, allowed);
  }, [integrations, config, types, allowed]);
}
