import type { Config } from '@backstage/config';
import { HOST_PARTS } from './place';

/** A Git host, and the type of the integration that knows it, such as `github`. @public */
export interface Host {
  readonly host: string;
  readonly type: string;
}

/** The host of the one kind of integration that is configured without a name. */
const BITBUCKET_CLOUD = 'bitbucket.org';

/**
 * The hosts, of those that a portal knows, that repositories are created on:
 * of the kinds that services are published to, those that the organisation
 * allows, if it names any; else those that `integrations` or
 * `goldenPath.places` name; else all of them. The configuration is the
 * backend's: a browser does not get all that is named.
 * @public
 */
export function offeredHosts<H extends Host>(
  known: readonly H[],
  config: Config,
  allowed?: readonly string[],
): H[] {
  const possible = known.filter(({ type }) => Object.hasOwn(HOST_PARTS, type));
  if (allowed) return possible.filter(({ host }) => allowed.includes(host));
  const named = namedHosts(config);
  const offered = possible.filter(({ host }) => named.has(host));
  return offered.length > 0 ? offered : possible;
}

function namedHosts(config: Config): Set<string> {
  const places = config.getOptionalConfigArray('goldenPath.places') ?? [];
  const integrations = Object.keys(HOST_PARTS).flatMap(
    type => config.getOptionalConfigArray(`integrations.${type}`) ?? [],
  );
  return new Set([
    ...places.map(place => place.getString('host')),
    ...integrations.map(
      each => each.getOptionalString('host') ?? BITBUCKET_CLOUD,
    ),
  ]);
}
