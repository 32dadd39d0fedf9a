import { Readable } from 'node:stream';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { goldenPathReadPermission } from '@golden-path/backstage-plugin-golden-path-common';
import { goldenPathServiceRef } from '@golden-path/backstage-plugin-golden-path-node';
import { documentsOf } from './documents';

/** Makes golden paths and patterns of the installed packs findable. @public */
export const searchModuleGoldenPath = createBackendModule({
  pluginId: 'search',
  moduleId: 'golden-path',
  register(env) {
    env.registerInit({
      deps: {
        goldenPath: goldenPathServiceRef,
        indexRegistry: searchIndexRegistryExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ goldenPath, indexRegistry, scheduler }) {
        indexRegistry.addCollator({
          schedule: scheduler.createScheduledTaskRunner({
            frequency: { hours: 1 },
            timeout: { minutes: 1 },
            // An index in memory is each process's own.
            scope: 'local',
          }),
          factory: {
            type: 'golden-path',
            visibilityPermission: goldenPathReadPermission,
            getCollator: async () =>
              Readable.from(
                goldenPath
                  .packs()
                  .flatMap(({ catalogue }) => documentsOf(catalogue)),
              ),
          },
        });
      },
    });
  },
});
