import {
  ApiBlueprint,
  createFrontendFeatureLoader,
  createFrontendModule,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { GoldenPathClient } from './api/GoldenPathClient';
import { goldenPathApiRef } from './api/goldenPathApi';
import {
  createListRouteRef,
  rootRouteRef,
  runRouteRef,
  taskRouteRef,
  templateRouteRef,
} from './routes';
import { runOutputs } from './runs/runOutputsExtension';
import { searchResultItem, searchResultType } from './search/extensions';
import {
  createWizardSessions,
  wizardSessionsApiRef,
} from './session/wizardSessions';

const goldenPathApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: goldenPathApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new GoldenPathClient(discoveryApi, fetchApi),
    }),
});

const wizardSessionsApi = ApiBlueprint.make({
  name: 'wizard-sessions',
  params: defineParams =>
    defineParams({
      api: wizardSessionsApiRef,
      deps: {},
      factory: () => createWizardSessions(window.sessionStorage),
    }),
});

const runPage = PageBlueprint.make({
  params: {
    path: '/golden-path',
    title: 'Golden Path',
    routeRef: rootRouteRef,
    loader: () => import('./runs/RunPage').then(m => <m.RunPage />),
  },
});

/**
 * Golden Path plugin for the new frontend system.
 *
 * @alpha
 */
export const goldenPathPlugin = createFrontendPlugin({
  pluginId: 'golden-path',
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, run: runRouteRef },
  externalRoutes: {
    create: createListRouteRef,
    task: taskRouteRef,
    template: templateRouteRef,
  },
  extensions: [
    goldenPathApi,
    wizardSessionsApi,
    runPage,
    searchResultItem,
    searchResultType,
  ],
});

/**
 * The fields that Create uses in templates of golden paths.
 *
 * @alpha
 */
export const scaffolderModuleGoldenPath = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [
    FormFieldBlueprint.make({
      name: 'golden-path-answers',
      params: {
        field: () =>
          import('./fields/formFields').then(m => m.answersFormField),
      },
    }),
    FormFieldBlueprint.make({
      name: 'golden-path-place',
      params: {
        field: () => import('./fields/formFields').then(m => m.placeFormField),
      },
    }),
    runOutputs,
  ],
});

/**
 * Everything that Golden Path adds to a portal: its plugin and the fields.
 *
 * @alpha
 */
export default /** @alpha */
/** @alpha */
createFrontendFeatureLoader({
  loader: () => [goldenPathPlugin, scaffolderModuleGoldenPath],
});
