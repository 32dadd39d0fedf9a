import type { Entity } from '@backstage/catalog-model';
import { related } from './related';

const entity = (
  kind: string,
  name: string,
  spec: Record<string, string | string[]>,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name },
  spec: { owner: 'checkout', ...spec },
});

const service = (name: string, spec: Record<string, string | string[]>) =>
  entity('Component', name, {
    type: 'service',
    lifecycle: 'production',
    ...spec,
  });

const api = (name: string, type: string, system: string) =>
  entity('API', name, { type, system, definition: 'a long text' });

/** Two domains, four systems; storefront calls orders, orders calls users, and many call users. */
export const shopEntities: Entity[] = related([
  entity('Domain', 'commerce', {}),
  entity('Domain', 'checkout', { subdomainOf: 'commerce' }),
  entity('System', 'shop', { domain: 'commerce' }),
  entity('System', 'payments', { domain: 'checkout' }),
  entity('System', 'accounts', { domain: 'platform' }),
  entity('System', 'mobile', {}),
  service('orders', {
    system: 'shop',
    providesApis: ['orders-api'],
    consumesApis: ['users-api'],
    dependsOn: ['resource:orders-db'],
  }),
  api('orders-api', 'openapi', 'shop'),
  entity('Resource', 'orders-db', { type: 'database', system: 'shop' }),
  service('payment-worker', {
    system: 'payments',
    dependsOn: ['resource:orders-db'],
  }),
  service('users', { system: 'accounts', providesApis: ['users-api'] }),
  api('users-api', 'grpc', 'accounts'),
  service('storefront', { system: 'mobile', consumesApis: ['orders-api'] }),
  service('newsletter', { system: 'mobile', consumesApis: ['users-api'] }),
]);
