import type { Upstream, UpstreamApi } from '../composition';
import { entityName } from '../entities/entityName';

type Called = Pick<Upstream, 'name' | 'protocol' | 'resources'>;

/**
 * The APIs that a composed service has in the catalog: one over HTTP, one a
 * resource over gRPC.
 */
export function usualApis({
  name,
  protocol,
  resources,
}: Called): readonly UpstreamApi[] {
  return protocol === 'grpc'
    ? resources.map(resource => ({
        name: entityName(name, resource.names.singular.kebab, 'grpc'),
        resources: [resource],
      }))
    : [{ name: entityName(name, undefined, 'api'), resources }];
}

/** The name by which the answers have to call its API; undefined if it is the usual one. */
export function unusualApi(upstream: Upstream): string | undefined {
  const named = ({ name }: UpstreamApi) => name;
  const usual = usualApis(upstream).map(named).join();
  const [api, ...others] = upstream.apis.map(named);
  return others.length > 0 || api === usual ? undefined : api;
}
