import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { goldenPathPermissions } from '@golden-path/backstage-plugin-golden-path-common';
import { goldenPathServiceRef } from '@golden-path/backstage-plugin-golden-path-node';
import { createRouter } from './router';

/** Serves golden paths, patterns and previews of what they compose. @public */
export const goldenPathPlugin = createBackendPlugin({
  pluginId: 'golden-path',
  register(env) {
    env.registerInit({
      deps: {
        goldenPath: goldenPathServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init({
        goldenPath,
        httpAuth,
        httpRouter,
        permissions,
        permissionsRegistry,
      }) {
        permissionsRegistry.addPermissions(goldenPathPermissions);
        httpRouter.use(createRouter({ goldenPath, httpAuth, permissions }));
      },
    });
  },
});
