import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { goldenPathServiceRef } from '@golden-path/backstage-plugin-golden-path-node';
import { createAdoptAction } from './actions/adopt';
import { createComposeAction } from './actions/compose';
import { createPreflightAction } from './actions/preflight';
import { createProtectAction } from './actions/protect';
import { createPushBranchAction } from './actions/pushBranch';
import { createRegisterAction } from './actions/register';

/** Adds the `golden-path:*` actions to the scaffolder. @public */
export const scaffolderModuleGoldenPath = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'golden-path',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        goldenPath: goldenPathServiceRef,
        permissions: coreServices.permissions,
        reader: coreServices.urlReader,
      },
      async init({ actions, ...services }) {
        const options = {
          ...services,
          integrations: ScmIntegrations.fromConfig(services.config),
        };
        actions.addActions(
          createPreflightAction(options),
          createComposeAction(options),
          createRegisterAction(options),
          createAdoptAction(options),
          createPushBranchAction(options),
          createProtectAction(options),
        );
      },
    });
  },
});
