import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';

/** Serves golden paths, patterns and previews. */
export const goldenPathPlugin = createBackendPlugin({
  pluginId: 'golden-path',
  register(env) {
    env.registerInit({
      deps: { logger: coreServices.logger },
      async init({ logger }) {
        logger.info('ready');
      },
    });
  },
});
