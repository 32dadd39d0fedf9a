import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { portalNavigation } from './PortalNavigation';
import { portalSignInPage } from './PortalSignInPage';

/** The parts of the portal that are the app's own: its navigation and how people sign in. */
export const portalModule = createFrontendModule({
  pluginId: 'app',
  extensions: [portalNavigation, portalSignInPage],
});
