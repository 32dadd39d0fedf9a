import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { TopologyProcessor } from './TopologyProcessor';
import { createChannelLookup } from './channelLookup';

/** Brings calls, publishers and subscribers to the catalog as relations. @public */
export const catalogModuleTopology = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'topology',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
      },
      async init({ auth, catalog, logger, processing }) {
        const channelsOf = createChannelLookup({ auth, catalog, logger });
        processing.addProcessor(new TopologyProcessor({ channelsOf }));
      },
    });
  },
});
