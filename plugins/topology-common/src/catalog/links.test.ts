import { linksOf } from './links';

describe('linksOf', () => {
  it('gives what spec, relations and annotation declare, each once', () => {
    const links = linksOf({
      kind: 'Component',
      metadata: {
        name: 'orders',
        annotations: {
          'goldenpath.dev/topology':
            '{"resource:placed": {"direction": "publish"}, "users": {}, "not a ref": {}}',
        },
      },
      spec: {
        system: 'shop',
        owner: 'group:team',
        providesApis: ['orders-api'],
        dependsOn: ['component:users'],
        dependencyOf: ['component:web'],
      },
      relations: [
        { type: 'publishesTo', targetRef: 'resource:default/placed' },
        { type: 'partOf', targetRef: 'system:default/shop' },
      ],
    });
    const shown = links.map(({ type, from, to }) => `${from} ${type} ${to}`);
    expect(shown.sort()).toEqual([
      'component:default/orders calls component:default/users',
      'component:default/orders calls resource:default/placed',
      'component:default/orders partOf system:default/shop',
      'component:default/orders provides api:default/orders-api',
      'component:default/web calls component:default/orders',
    ]);
  });

  it('of what is no entity are none', () => {
    expect(linksOf({ kind: 'Component', metadata: { name: '' } })).toEqual([]);
  });
});
