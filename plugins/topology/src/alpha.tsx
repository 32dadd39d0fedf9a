import {
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiNodeTree } from '@remixicon/react';
import { topologyKinds } from './kinds';

/** The Topology tab of components, APIs, resources, systems and domains. */
const entityTopologyContent = EntityContentBlueprint.make({
  params: {
    path: '/topology',
    title: 'Topology',
    filter: { kind: { $in: [...topologyKinds] } },
    loader: () =>
      import('./EntityTopology/EntityTopology').then(m => <m.EntityTopology />),
  },
});

const landscapeRouteRef = createRouteRef();

/** The page of the whole landscape. */
const topologyPage = PageBlueprint.make({
  params: {
    path: '/topology',
    title: 'Topology',
    icon: <RiNodeTree />,
    routeRef: landscapeRouteRef,
    loader: () =>
      import('./Landscape/Landscape').then(m => (
        <div style={{ padding: '0 var(--bui-space-5, 20px)' }}>
          <m.Landscape />
        </div>
      )),
  },
});

/**
 * Topology plugin for the new frontend system.
 *
 * @alpha
 */
export default /** @alpha */
/** @alpha */
createFrontendPlugin({
  pluginId: 'topology',
  info: { packageJson: () => import('../package.json') },
  routes: { root: landscapeRouteRef },
  extensions: [topologyPage, entityTopologyContent],
});
