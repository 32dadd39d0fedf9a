import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import type { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-react';
import { createSearchResultListItemExtension } from '@backstage/plugin-search-react';
import type { DefaultResultListItemProps } from '@backstage/plugin-search-react';
import { GoldenPathClient } from './api/GoldenPathClient';
import { goldenPathApiRef } from './api/goldenPathApi';
import { answersFieldSchema } from './fields/answersField';
import { GoldenPathAnswers } from './fields/GoldenPathAnswers';
import { GoldenPathPlace } from './fields/GoldenPathPlace';
import { placeFieldSchema } from './fields/placeField';
import { validateAnswers } from './fields/validateAnswers';
import { validatePlace } from './fields/validatePlace';
import { isOfGoldenPath } from './search/searchResult';
import {
  createListRouteRef,
  rootRouteRef,
  runRouteRef,
  taskRouteRef,
  templateRouteRef,
} from './routes';
import {
  createWizardSessions,
  wizardSessionsApiRef,
} from './session/wizardSessions';

/**
 * Golden Path plugin for apps of the old frontend system.
 *
 * @public
 */
export const goldenPathPlugin = createPlugin({
  id: 'golden-path',
  routes: { root: rootRouteRef, run: runRouteRef },
  externalRoutes: {
    create: createListRouteRef,
    task: taskRouteRef,
    template: templateRouteRef,
  },
  apis: [
    createApiFactory({
      api: goldenPathApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new GoldenPathClient(discoveryApi, fetchApi),
    }),
    createApiFactory({
      api: wizardSessionsApiRef,
      deps: {},
      factory: () => createWizardSessions(window.sessionStorage),
    }),
  ],
});

/**
 * A page of the wizard; put it into `<ScaffolderFieldExtensions>`.
 *
 * @public
 */
export const GoldenPathAnswersFieldExtension = goldenPathPlugin.provide(
  createScaffolderFieldExtension({
    name: 'GoldenPathAnswers',
    component: GoldenPathAnswers,
    validation: validateAnswers,
    schema: answersFieldSchema.schema,
  }),
);

/**
 * Where the repository will be; put it into `<ScaffolderFieldExtensions>`.
 *
 * @public
 */
export const GoldenPathPlaceFieldExtension = goldenPathPlugin.provide(
  createScaffolderFieldExtension({
    name: 'GoldenPathPlace',
    component: GoldenPathPlace,
    validation: validatePlace,
    schema: placeFieldSchema.schema,
  }),
);

/**
 * What became of a run; give it a route of its own, such as
 * `<Route path="/golden-path" element={<GoldenPathPage />} />`.
 *
 * @public
 */
export const GoldenPathPage: () => JSX.Element = goldenPathPlugin.provide(
  createRoutableExtension({
    name: 'GoldenPathPage',
    component: () => import('./runs/RunPage').then(m => m.RunPage),
    mountPoint: rootRouteRef,
  }),
);

/**
 * What became of a run, on the stock page of a task; give it to
 * `<ScaffolderPage components={{ EXPERIMENTAL_TemplateOutputsComponent: GoldenPathRunOutputs }} />`.
 * A run of another template shows its stock outputs.
 *
 * @public
 */
export const GoldenPathRunOutputs: (props: {
  readonly output?: ScaffolderTaskOutput;
}) => JSX.Element = goldenPathPlugin.provide(
  createComponentExtension({
    name: 'GoldenPathRunOutputs',
    component: {
      lazy: () => import('./runs/RunOutputs').then(m => m.RunOutputs),
    },
  }),
);

/**
 * A golden path or pattern among the results of a search; put it into
 * `<SearchResult>` or `<SearchResultList>`.
 *
 * @public
 */
export const GoldenPathSearchResultListItem: (
  props: DefaultResultListItemProps,
) => JSX.Element = goldenPathPlugin.provide(
  createSearchResultListItemExtension({
    name: 'GoldenPathSearchResultListItem',
    component: () =>
      import('./search/GoldenPathResultListItem').then(
        m => m.GoldenPathResultListItem,
      ),
    predicate: isOfGoldenPath,
  }),
);
