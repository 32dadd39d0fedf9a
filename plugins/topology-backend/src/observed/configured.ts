import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { ObservedCallsProvider } from '@golden-path/backstage-plugin-topology-node';
import { readCallQueries } from './callQueries';
import { fileProvider } from './file';
import { jaegerProvider } from './jaeger';
import { prometheusProvider } from './prometheus';

/** The sources of observed calls that the configuration names. */
export function configuredProviders(
  config: RootConfigService,
): ObservedCallsProvider[] {
  const sources =
    config.getOptionalConfigArray('topology.observed.sources') ?? [];
  return sources.map(source => {
    const type = source.getString('type');
    const id = source.getOptionalString('id') ?? type;
    if (type === 'file') {
      return fileProvider({ id, path: source.getString('path') });
    }
    const server = {
      id,
      url: source.getString('url'),
      token: source.getOptionalString('token'),
    };
    if (type === 'prometheus') {
      const calls = readCallQueries(source);
      return prometheusProvider({ ...server, ...(calls && { calls }) });
    }
    if (type === 'jaeger') return jaegerProvider(server);
    throw new InputError(
      `topology.observed.sources has the type '${type}'; use prometheus, jaeger or file`,
    );
  });
}

/** The providers, if no two have one id. @throws InputError otherwise */
export function distinctProviders(
  providers: readonly ObservedCallsProvider[],
): readonly ObservedCallsProvider[] {
  const ids = providers.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice === undefined) return providers;
  throw new InputError(
    `Two sources of observed calls are called '${twice}'; give one another id`,
  );
}
