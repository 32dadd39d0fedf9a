import {
  ApiBlueprint,
  createFrontendFeatureLoader,
  createFrontendModule,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  FormFieldBlueprint,
  scaffolderTemplateOutputsBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';
import { lazy } from 'react';
import { z } from 'zod';
import { GoldenPathClient } from './api/GoldenPathClient';
import { goldenPathApiRef } from './api/goldenPathApi';
import {
  rootRouteRef,
  runRouteRef,
  taskRouteRef,
  templateRouteRef,
} from './routes';
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
  externalRoutes: { task: taskRouteRef, template: templateRouteRef },
  extensions: [goldenPathApi, wizardSessionsApi, runPage],
});

const RunOutputs = lazy(() =>
  import('./runs/RunOutputs').then(m => ({ default: m.RunOutputs })),
);

/** What the stock page of a task shows of a run of a golden path. */
const runOutputs = scaffolderTemplateOutputsBlueprint.makeWithOverrides({
  name: 'golden-path-run',
  configSchema: {
    templates: z
      .array(z.string())
      .default([
        'template:default/go-rest-service',
        'template:default/go-rest-service-minimal',
      ])
      .describe('Entity references of the templates of golden paths'),
  },
  factory: (originalFactory, { config }) =>
    originalFactory({
      component: RunOutputs,
      templateRefs: config.templates,
    }),
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
