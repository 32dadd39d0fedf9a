import { createApp } from '@backstage/frontend-defaults';
import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import goldenPathPlugin from '@golden-path/backstage-plugin-golden-path/alpha';
import topologyPlugin from '@golden-path/backstage-plugin-topology/alpha';
import { portalModule } from './portalModule';

export default createApp({
  features: [
    apiDocsPlugin,
    catalogPlugin,
    orgPlugin,
    scaffolderPlugin,
    searchPlugin,
    techdocsPlugin,
    userSettingsPlugin,
    topologyPlugin,
    goldenPathPlugin,
    portalModule,
  ],
});
