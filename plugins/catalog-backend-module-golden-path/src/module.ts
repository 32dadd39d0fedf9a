import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { offeredHosts } from '@golden-path/backstage-plugin-golden-path-common';
import { goldenPathServiceRef } from '@golden-path/backstage-plugin-golden-path-node';
import { GoldenPathTemplateProvider } from './GoldenPathTemplateProvider';
import { RepositoryProcessor } from './RepositoryProcessor';

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
        const known = integrations
          .list()
          .map(({ type, title }) => ({ type, host: title }));
        catalog.addEntityProvider(
          new GoldenPathTemplateProvider({
            goldenPath,
            hostsOf: allowed => offeredHosts(known, config, allowed),
            logger,
          }),
        );
        catalog.addProcessor(new RepositoryProcessor({ integrations }));
      },
    });
  },
});
