import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { scmIntegrationsApiRef } from '@backstage/integration-react';
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
 * The hosts of `integrations` that a template can publish to. When
 * `integrations` or `goldenPath.places` names any, the well-known hosts that
 * every portal knows by default are left out. Only those of `allowed` count,
 * if that is given.
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
    const section = config.getOptionalConfig('integrations');
    const named = (section?.keys() ?? []).flatMap(type =>
      (section?.getOptionalConfigArray(type) ?? []).map(each =>
        each.getOptionalString('host'),
      ),
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
    const configured = hosts.filter(
      ({ host }) => named.includes(host) || owners.has(host),
    );
    if (allowed) return hosts.filter(({ host }) => allowed.includes(host));
    return configured.length > 0 ? configured : hosts;
  }, [integrations, config, types, allowed]);
}
