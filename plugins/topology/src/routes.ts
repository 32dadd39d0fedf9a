import { createRouteRef } from '@backstage/core-plugin-api';

/** The topology tab of an entity page. */
export const entityTopologyRouteRef = createRouteRef({ id: 'topology' });

/** The landscape. */
export const landscapeRouteRef = createRouteRef({ id: 'topology-landscape' });
