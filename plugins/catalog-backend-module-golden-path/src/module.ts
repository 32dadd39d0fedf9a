import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { goldenPathServiceRef } from '@golden-path/backstage-plugin-golden-path-node';
import { GoldenPathTemplateProvider } from './GoldenPathTemplateProvider';

/** Brings the Template entities of the installed golden paths to the catalog. @public */
export const catalogModuleGoldenPath = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'golden-path',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        goldenPath: goldenPathServiceRef,
        logger: coreServices.logger,
      },
      async init({ catalog, goldenPath, logger }) {
        catalog.addEntityProvider(
          new GoldenPathTemplateProvider({ goldenPath, logger }),
        );
      },
    });
  },
});
