import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { offeredHosts } from '@golden-path/backstage-plugin-golden-path-common';
import { goldenPathServiceRef } from '@golden-path/backstage-plugin-golden-path-node';
import { GoldenPathTemplateProvider } from './GoldenPathTemplateProvider';
import { RepositoryProcessor } from './RepositoryProcessor';

function offeredTypes(
  integrations: ScmIntegrations,
  config: RootConfigService,
  allowed?: readonly string[],
): string[] {
  const known = integrations
    .list()
    .map(({ type, title }) => ({ type, host: title }));
  return offeredHosts(known, config, allowed).map(({ type }) => type);
}

/**
 * Brings the Template entities of the installed golden paths to the catalog,
 * and says of their services where the repository is.
 * @public
 */
export const catalogModuleGoldenPath = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'golden-path',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        goldenPath: goldenPathServiceRef,
        logger: coreServices.logger,
      },
      async init({ catalog, config, goldenPath, logger }) {
        const integrations = ScmIntegrations.fromConfig(config);
        catalog.addEntityProvider(
          new GoldenPathTemplateProvider({
            goldenPath,
            hostsOf: allowed => offeredTypes(integrations, config, allowed),
            logger,
          }),
        );
        catalog.addProcessor(new RepositoryProcessor({ integrations }));
      },
    });
  },
});
