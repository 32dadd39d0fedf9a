import {
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { entityTopologyRouteRef, landscapeRouteRef } from './routes';

/**
 * Topology plugin for apps of the old frontend system.
 *
 * @public
 */
export const topologyPlugin = createPlugin({
  id: 'topology',
  routes: { entityContent: entityTopologyRouteRef, root: landscapeRouteRef },
});

/**
 * Content of an entity page: the calls around a component, API or resource, or
 * all of a system or domain.
 *
 * @public
 */
export const EntityTopologyContent: () => JSX.Element = topologyPlugin.provide(
  createRoutableExtension({
    name: 'EntityTopologyContent',
    component: () =>
      import('./EntityTopology/EntityTopology').then(m => m.EntityTopology),
    mountPoint: entityTopologyRouteRef,
  }),
);

/**
 * Page of the whole landscape: every domain, system and service of the catalog.
 *
 * @public
 */
export const TopologyPage: () => JSX.Element = topologyPlugin.provide(
  createRoutableExtension({
    name: 'TopologyPage',
    component: () =>
      import('./Landscape/LandscapePage').then(m => m.LandscapePage),
    mountPoint: landscapeRouteRef,
  }),
);
