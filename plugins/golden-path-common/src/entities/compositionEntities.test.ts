import type { Answers } from '../answers';
import type { PreviewEntity } from '../api';
import type { Catalogue, Composition } from '../composition';
import type { Profile } from '../profile';
import { resolve } from '../resolve';
import { sampleAnswers, sampleCatalogue } from '../testing/sampleCatalogue';
import { compositionEntities } from './compositionEntities';
import { compositionTopology } from './compositionTopology';

const catalogue = withDatabase(sampleCatalogue());

/** The sample catalogue, in which one fixed pattern brings a database. */
function withDatabase(sample: Catalogue): Catalogue {
  const [fixed] = sample.goldenPaths[0]?.fixed ?? [];
  const patterns = sample.patterns.map(pattern =>
    pattern.id === fixed
      ? {
          ...pattern,
          contributes: {
            catalog: {
              tags: ['go'],
              apis: {
                api: {
                  type: 'openapi',
                  title: 'API',
                  description: 'HTTP API',
                  definition: './api/openapi.yaml',
                },
              },
              resources: {
                db: {
                  type: 'database',
                  title: 'database',
                  description: 'PostgreSQL database',
                },
              },
            },
            topology: { targets: { db: { protocol: 'sql' as const } } },
          },
        }
      : pattern,
  );
  return { ...sample, patterns };
}

function composed(
  service: Partial<Answers['service']>,
  profile?: Profile,
): Composition {
  const answers = sampleAnswers();
  const { composition, problems } = resolve(
    { ...catalogue, profile },
    {
      ...answers,
      service: { ...answers.service, ...service },
    },
  );
  if (!composition) throw new Error(JSON.stringify(problems));
  return composition;
}

const shop = {
  name: 'orders',
  title: 'Orders',
  owner: 'group:default/checkout',
  system: 'shop',
};

/** What the annotation says of how the component talks to others. */
function hintsOf({ metadata }: PreviewEntity): unknown {
  const annotations = metadata.annotations as Record<string, string>;
  return JSON.parse(annotations['goldenpath.dev/topology'] ?? '');
}

describe('compositionEntities', () => {
  it('describes component, API and store, and says how they belong', () => {
    const entities = compositionEntities(catalogue, composed(shop));
    const names = entities.map(e => `${e.kind}:${e.metadata.name}`);
    expect(names).toEqual([
      'Component:orders',
      'API:orders-api',
      'Resource:orders-db',
    ]);
    expect(entities[0]?.spec).toMatchObject({
      owner: 'group:default/checkout',
      system: 'shop',
      providesApis: ['orders-api'],
      dependsOn: ['resource:orders-db'],
    });
    expect(entities[0]?.metadata.annotations).toMatchObject({
      'goldenpath.dev/topology':
        '{"resource:default/orders-db":{"protocol":"sql"}}',
    });
    expect(entities[1]?.spec).toMatchObject({
      definition: { $text: './api/openapi.yaml' },
    });
  });

  it('links what the organisation links, where there is a system for it', () => {
    const links = [
      {
        title: 'Dashboard',
        url: 'https://grafana.dev/d/red?var-app={service}',
      },
      { title: 'System', url: 'https://wiki.dev/{system}', icon: 'docs' },
    ];
    const linksOf = (service: Partial<Answers['service']>) =>
      compositionEntities(catalogue, composed(service, { links }))[0]?.metadata
        .links;
    expect(linksOf(shop)).toEqual([
      { title: 'Dashboard', url: 'https://grafana.dev/d/red?var-app=orders' },
      { title: 'System', url: 'https://wiki.dev/shop', icon: 'docs' },
    ]);
    expect(linksOf({ ...shop, system: undefined })).toHaveLength(1);
  });

  it('describes a topic for each resource, and that the service publishes to it', () => {
    const topics = {
      ...catalogue,
      patterns: catalogue.patterns.map(pattern =>
        pattern.contributes.catalog
          ? {
              ...pattern,
              contributes: {
                catalog: {
                  resources: {
                    events: {
                      type: 'topic',
                      scope: 'resource' as const,
                      title: '${resource.words} topic',
                      description: 'Changes of ${resource.words} data',
                    },
                  },
                },
                topology: {
                  targets: {
                    events: {
                      protocol: 'events' as const,
                      direction: 'publish' as const,
                      scope: 'resource' as const,
                    },
                  },
                },
              },
            }
          : pattern,
      ),
    };
    const [component, ...entities] = compositionEntities(
      topics,
      composed(shop),
    );
    const resources = composed(shop).resources.map(
      ({ names }) => `orders-${names.singular.kebab}-events`,
    );
    expect(entities.map(({ metadata }) => metadata.name)).toEqual(resources);
    expect(entities[0]?.metadata.title).toMatch(/^Orders [a-z ]+ topic$/);
    expect(hintsOf(component!)).toEqual(
      Object.fromEntries(
        resources.map(name => [
          `resource:default/${name}`,
          { protocol: 'events', direction: 'publish' },
        ]),
      ),
    );
  });

  it('describes an API for each resource, whose name the catalog takes', () => {
    const name = 'a'.repeat(40);
    const composition = composed({ ...shop, name });
    const perResource = {
      ...catalogue,
      patterns: catalogue.patterns.map(pattern =>
        pattern.contributes.catalog?.apis
          ? {
              ...pattern,
              contributes: {
                catalog: {
                  apis: {
                    'grpc-for-a-part-of-the-service': {
                      type: 'grpc',
                      scope: 'resource' as const,
                      title: '${resource.words} API',
                      description: 'gRPC API',
                      definition: './proto/${resource.flat}.proto',
                    },
                  },
                },
              },
            }
          : pattern,
      ),
    };
    const contracts = compositionEntities(perResource, composition).filter(
      ({ kind }) => kind === 'API',
    );
    expect(contracts.map(({ spec }) => spec?.definition)).toEqual(
      composition.resources.map(({ names }) => ({
        $text: `./proto/${names.singular.flat}.proto`,
      })),
    );
    const names = contracts.map(({ metadata }) => metadata.name);
    expect(new Set(names).size).toBe(composition.resources.length);
    for (const entity of names) {
      expect(entity).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(entity.length).toBeLessThanOrEqual(63);
    }
  });

  it('describes the system only when the answers ask for it', () => {
    const kinds = (service: Partial<Answers['service']>) =>
      compositionEntities(catalogue, composed(service)).map(e => e.kind);
    expect(kinds({ ...shop, createSystem: true })).toContain('System');
    expect(kinds({ ...shop, createSystem: false })).not.toContain('System');
    expect(
      compositionEntities(
        catalogue,
        composed({ ...shop, createSystem: true, domain: 'commerce' }),
      ).find(({ kind }) => kind === 'System')?.spec,
    ).toMatchObject({ domain: 'commerce' });
    expect(
      kinds({ ...shop, system: undefined, createSystem: true }),
    ).not.toContain('System');
  });
});

describe('compositionTopology', () => {
  it('draws the service, its API and its store inside its system', () => {
    const { boxes, nodes, edges } = compositionTopology(
      catalogue,
      composed(shop),
    );
    expect(boxes.map(({ id }) => id)).toEqual(['system:default/shop']);
    expect(nodes.map(({ id, shape }) => `${shape} ${id}`)).toEqual([
      'api api:default/orders-api',
      'service component:default/orders',
      'database resource:default/orders-db',
    ]);
    expect(edges).toMatchObject([
      {
        from: 'component:default/orders',
        to: 'resource:default/orders-db',
        protocol: 'sql',
      },
    ]);
  });
});
