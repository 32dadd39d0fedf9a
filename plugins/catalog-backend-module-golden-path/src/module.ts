import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

/** Adds the templates of installed golden paths to the catalog. */
export const catalogModuleGoldenPath = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'golden-path',
  register(reg) {
    reg.registerInit({
      deps: { logger: coreServices.logger },
      async init({ logger }) {
        logger.info('ready');
      },
    });
  },
});
