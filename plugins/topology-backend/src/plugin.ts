import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  type ObservedCallsProvider,
  topologyObservedCallsExtensionPoint,
} from '@golden-path/backstage-plugin-topology-node';
import { createViewers } from './access/viewer';
import { connect } from './database/connect';
import { createAnswers } from './http/answers';
import { createRouter } from './http/router';
import { routes } from './http/routes';
import { observedAnswer } from './observed/answer';
import { configuredProviders, distinctProviders } from './observed/configured';
import { createObserver } from './observed/observe';
import { refreshIndex } from './refresh/refreshIndex';
import { millisecondsOf, readSettings } from './settings';

/** Keeps an index of the catalog's topology and answers questions about it. @public */
export const topologyPlugin = createBackendPlugin({
  pluginId: 'topology',
  register(env) {
    const added: ObservedCallsProvider[] = [];
    env.registerExtensionPoint(topologyObservedCallsExtensionPoint, {
      addProvider: (...providers) => added.push(...providers),
    });
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        cache: coreServices.cache,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { auth, cache, catalog, config, logger } = deps;
        const settings = readSettings(config);
        const knex = await connect(deps.database);
        await deps.scheduler.scheduleTask({
          ...settings.schedule,
          id: 'topology-refresh',
          fn: async signal => {
            const credentials = await auth.getOwnServiceCredentials();
            await refreshIndex({
              ...{ knex, catalog, credentials, logger, signal },
              keepMs: settings.keepMs,
            });
          },
        });
        const providers = distinctProviders([
          ...configuredProviders(config),
          ...added,
        ]);
        const observe = createObserver({ providers, cache, logger });
        const viewers = createViewers({
          ...{ auth, catalog },
          permissions: deps.permissions,
        });
        deps.httpRouter.use(
          createRouter({
            httpAuth: deps.httpAuth,
            viewers,
            routes: routes(createAnswers(knex), async (viewer, window) =>
              observedAnswer(
                knex,
                viewer,
                await observe(
                  window ? millisecondsOf(window) : settings.windowMs,
                ),
              ),
            ),
          }),
        );
      },
    });
  },
});
