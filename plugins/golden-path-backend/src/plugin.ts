import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { CONTACT_KEY } from '@golden-path/backstage-plugin-golden-path-common';
import { goldenPathServiceRef } from '@golden-path/backstage-plugin-golden-path-node';
import { createAccess } from './permissions/access';
import { registerPermissions } from './permissions/registerPermissions';
import { createRouter } from './router';

/** Serves golden paths, patterns and previews of what they compose. @public */
export const goldenPathPlugin = createBackendPlugin({
  pluginId: 'golden-path',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        goldenPath: goldenPathServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init({
        config,
        goldenPath,
        httpAuth,
        httpRouter,
        permissions,
        permissionsRegistry,
      }) {
        registerPermissions(permissionsRegistry, goldenPath);
        const contact = config.getOptionalString(CONTACT_KEY);
        const access = createAccess({
          goldenPath,
          httpAuth,
          permissions,
          contact,
        });
        httpRouter.use(createRouter({ access, goldenPath }));
      },
    });
  },
});
