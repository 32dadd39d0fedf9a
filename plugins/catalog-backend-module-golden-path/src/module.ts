import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
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
        catalog.addEntityProvider(
          new GoldenPathTemplateProvider({ goldenPath, logger }),
        );
        catalog.addProcessor(
          new RepositoryProcessor({
            integrations: ScmIntegrations.fromConfig(config),
          }),
        );
      },
    });
  },
});
