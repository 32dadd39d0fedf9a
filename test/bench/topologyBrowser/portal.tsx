// The pages that are measured: a portal of the new frontend system with Backstage's own graph and
// ours, and one page for each of the other ways to draw the same.
import { useEffect } from 'react';
import { ConfigReader } from '@backstage/core-app-api';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import ReactDOM from 'react-dom/client';
import topologyPlugin from '../../../plugins/topology/src/alpha';
import { catalogFromServer } from './catalogFromServer';
import './probe';
import '@backstage/ui/css/styles.css';

const config = new ConfigReader({
  app: { baseUrl: window.location.origin, title: 'Bench' },
  backend: { baseUrl: window.location.origin },
});

const catalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: define =>
        define({
          api: catalogApiRef,
          deps: {},
          factory: () => catalogFromServer,
        }),
    }),
  ],
});

/** Somebody is signed in at once. */
const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SignInPageBlueprint.make({
      params: {
        loader:
          async () =>
          ({ onSignInSuccess }) => {
            useEffect(() => {
              onSignInSuccess({
                getProfileInfo: async () => ({}),
                getBackstageIdentity: async () => ({
                  type: 'user',
                  userEntityRef: 'user:default/guest',
                  ownershipEntityRefs: [],
                }),
                getCredentials: async () => ({}),
                signOut: async () => {},
              });
            }, [onSignInSuccess]);
            return null;
          },
      },
    }),
  ],
});

const peersPlugin = createFrontendPlugin({
  pluginId: 'peers',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/peers',
        title: 'Peers',
        loader: () => import('./peers').then(m => <m.Peers />),
      },
    }),
  ],
});

const emptyPlugin = createFrontendPlugin({
  pluginId: 'empty',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/empty',
        title: 'Empty',
        loader: async () => <p id="empty">Nothing here</p>,
      },
    }),
  ],
});

const app = createApp({
  features: [
    catalogPlugin,
    catalogGraphPlugin,
    catalogModule,
    signInModule,
    topologyPlugin,
    peersPlugin,
    emptyPlugin,
  ],
  advanced: { configLoader: async () => ({ config }) },
});

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
