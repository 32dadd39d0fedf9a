import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/core-plugin-api';

/** Where the plugin's own pages are. */
export const rootRouteRef = createRouteRef({ id: 'golden-path' });

/** What became of one run. */
export const runRouteRef = createSubRouteRef({
  id: 'golden-path/run',
  parent: rootRouteRef,
  path: '/runs/:taskId',
});

/** The list of templates. */
export const createListRouteRef = createExternalRouteRef({
  id: 'create',
  optional: true,
  defaultTarget: 'scaffolder.root',
});

/** The stock page of one run. */
export const taskRouteRef = createExternalRouteRef({
  id: 'task',
  params: ['taskId'],
  optional: true,
  defaultTarget: 'scaffolder.ongoingTask',
});

/** The wizard of a template. */
export const templateRouteRef = createExternalRouteRef({
  id: 'template',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});
