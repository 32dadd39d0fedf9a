import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { readGitHostConfig } from './config';
import { requireGit } from './git/requireGit';
import { createRouter } from './router';
import { RepositoryStore } from './store/RepositoryStore';

/**
 * Serves Git repositories of a local directory under `/api/git-host`: the part of Gitea's API that Backstage uses,
 * clone and push over HTTP, and pages to read the files. It answers this machine only.
 *
 * @public
 */
export const gitHostPlugin = createBackendPlugin({
  pluginId: 'git-host',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
      },
      async init({ auditor, config, discovery, httpRouter, logger }) {
        const settings = readGitHostConfig(config);
        if (!settings) {
          logger.info("Serving no repositories: 'gitHost' is not configured");
          return;
        }
        await requireGit();
        const store = await RepositoryStore.open(settings.root);
        for (const name of settings.organizations) {
          await store.ensureOrganization(name);
        }
        const baseUrl = await discovery.getExternalBaseUrl('git-host');
        httpRouter.use(
          createRouter({ settings, store, baseUrl, logger, auditor }),
        );
        // git and Gitea clients send Basic, which the Backstage barrier refuses: access/ checks it instead
        httpRouter.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
        logger.info(`Serving the repositories of ${store.root} at ${baseUrl}`);
      },
    });
  },
});
