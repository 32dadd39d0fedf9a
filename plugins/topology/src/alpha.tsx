import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
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

/**
 * Topology plugin for the new frontend system.
 *
 * @alpha
 */
export default createFrontendPlugin({
  pluginId: 'topology',
  info: { packageJson: () => import('../package.json') },
  extensions: [entityTopologyContent],
});
