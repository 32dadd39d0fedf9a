import { patternsOfGoldenPath } from '../catalogue';
import type { Catalogue } from '../composition';
import type { GoldenPath, PatternManifest } from '../pattern';

/** The port of what passes requests on to upstreams. */
export const PROXIES = 'proxies';

/** The ports of what speaks with upstreams. */
const PORTS = [PROXIES, 'upstreams'];

/** Whether a pattern calls other services, or passes requests on to them. @public */
export function usesUpstreams({ provides }: PatternManifest): boolean {
  return provides.ports.some(port => PORTS.includes(port));
}

/** Whether a pattern publishes what other services offer, as a gateway does. @public */
export function publishesUpstreams({ provides }: PatternManifest): boolean {
  return provides.ports.includes(PROXIES);
}

/** Whether services of a golden path may use others. @public */
export function mayUseUpstreams(
  catalogue: Catalogue,
  goldenPath: GoldenPath,
): boolean {
  return patternsOfGoldenPath(catalogue, goldenPath).some(usesUpstreams);
}
