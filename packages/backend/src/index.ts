import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-github-provider'));

// Only the demonstration lets people in unasked: no configuration can bring it to production.
if (process.env.NODE_ENV === 'development') {
  backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
}

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(
  import('@golden-path/backstage-plugin-catalog-backend-module-golden-path'),
);

backend.add(
  import('@golden-path/backstage-plugin-catalog-backend-module-topology'),
);
backend.add(import('@golden-path/backstage-plugin-topology-backend'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(
  import('@golden-path/backstage-plugin-search-backend-module-golden-path'),
);

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-azure'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-bitbucket-cloud'),
);
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-bitbucket-server'),
);
backend.add(import('@backstage/plugin-scaffolder-backend-module-gerrit'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-gitea'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-gitlab'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-workspace-database'),
);
backend.add(
  import('@golden-path/backstage-plugin-scaffolder-backend-module-golden-path'),
);

backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('./docsGenerator'));

backend.add(import('@golden-path/backstage-plugin-golden-path-backend'));
backend.add(import('@golden-path/backstage-plugin-git-host-backend'));

// A portal with a part that did not start would answer 503 for ever; better it ends and says why.
backend.start().catch(error => {
  process.stderr.write(`The portal did not start: ${error.message}\n`);
  process.exit(1);
});
