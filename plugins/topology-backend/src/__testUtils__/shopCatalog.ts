import { createHash } from 'node:crypto';
import type { Entity } from '@backstage/catalog-model';

type Spec = Record<string, string | string[]>;

/** An entity as the catalog serves it: with an etag of its content. */
export function entity(
  kind: string,
  name: string,
  spec: Spec = {},
  metadata: Partial<Entity['metadata']> = {},
): Entity {
  const bare: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { namespace: 'default', name, ...metadata },
    spec,
  };
  const etag = createHash('sha1').update(JSON.stringify(bare)).digest('hex');
  return { ...bare, metadata: { ...bare.metadata, etag } };
}

/** Two systems in a domain, an API between them, a topic, a secret service and a ref that leads nowhere. */
export function shopCatalog(): Entity[] {
  return [
    entity('Domain', 'commerce', { owner: 'group:default/team' }),
    entity('System', 'shop', { domain: 'commerce', owner: 'team' }),
    entity('System', 'stock', { domain: 'commerce', owner: 'team' }),
    entity('Component', 'web', {
      ...{ type: 'website', system: 'shop', owner: 'team' },
      consumesApis: ['orders-api'],
    }),
    entity('Component', 'orders', {
      ...{ type: 'service', system: 'shop', owner: 'team' },
      providesApis: ['orders-api'],
      consumesApis: ['stock-api'],
      dependsOn: ['resource:orders-db', 'component:nobody', 'component:secret'],
    }),
    entity('API', 'orders-api', { type: 'openapi', owner: 'team' }),
    entity('Resource', 'orders-db', {
      ...{ type: 'database', system: 'shop', owner: 'team' },
    }),
    entity('Component', 'stock', {
      ...{ type: 'service', system: 'stock', owner: 'team' },
      providesApis: ['stock-api'],
      dependsOn: ['resource:stock-db'],
    }),
    entity('API', 'stock-api', { type: 'grpc', owner: 'team' }),
    entity('Resource', 'stock-db', {
      ...{ type: 'database', system: 'stock', owner: 'team' },
    }),
    entity('Component', 'secret', {
      ...{ type: 'service', system: 'vault', owner: 'spies' },
      dependsOn: [
        ...['component:stock', 'resource:secret-db', 'component:secret-ghost'],
      ],
    }),
    entity('System', 'vault', { domain: 'commerce', owner: 'spies' }),
    entity('Resource', 'secret-db', {
      ...{ type: 'database', system: 'secret-lair', owner: 'spies' },
    }),
    entity(
      'Component',
      'broken',
      { type: 'service', owner: 'team' },
      {
        annotations: { 'goldenpath.dev/topology': '{' },
      },
    ),
  ];
}
