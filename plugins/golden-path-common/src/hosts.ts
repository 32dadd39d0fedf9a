import type { Config } from '@backstage/config';

/** Hosts that portals know without being told, by type of the integration. */
const WELL_KNOWN: Readonly<Record<string, string>> = {
  azure: 'dev.azure.com',
  bitbucketCloud: 'bitbucket.org',
  github: 'github.com',
  gitlab: 'gitlab.com',
};

/**
 * The hosts, of those that a portal knows, that repositories are created on:
 * those that the organisation allows, if it names any; else those that
 * `integrations` or `goldenPath.places` name; else all of them.
 * @public
 */
export function offeredHosts<H extends { readonly host: string }>(
  known: readonly H[],
  config: Config,
  allowed?: readonly string[],
): H[] {
  if (allowed) return known.filter(({ host }) => allowed.includes(host));
  const named = namedHosts(config);
  const offered = known.filter(({ host }) => named.has(host));
  return offered.length > 0 ? offered : [...known];
}

function namedHosts(config: Config): Set<string> {
  const places = config.getOptionalConfigArray('goldenPath.places') ?? [];
  const integrations = config.getOptionalConfig('integrations');
  const types = integrations?.keys() ?? [];
  return new Set([
    ...places.map(place => place.getString('host')),
    ...types.flatMap(type =>
      (integrations?.getOptionalConfigArray(type) ?? []).map(
        each => each.getOptionalString('host') ?? WELL_KNOWN[type] ?? '',
      ),
    ),
  ]);
}
