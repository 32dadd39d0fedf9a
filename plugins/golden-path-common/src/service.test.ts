import { resolveService } from './service';

const good = {
  name: 'orders',
  owner: 'checkout',
  module: 'github.com/acme/orders',
};

describe('resolveService', () => {
  it('settles defaults', () => {
    expect(resolveService(good).service).toMatchObject({
      title: 'Orders',
      description: 'Orders service',
      owner: 'group:default/checkout',
      system: undefined,
      lifecycle: 'production',
    });
  });

  it.each([
    ['name', 'Order Service', 'order-service'],
    ['name', '../etc', 'etc'],
    ['name', 'con', undefined],
    ['name', '9lives', 'lives'],
    ['description', 'a\nb', 'a b'],
    ['description', 'x ${{ secrets.KEY }}', 'x {{ secrets.KEY }}'],
    ['title', 'tab\u0000', 'tab'],
    ['owner', 'component:orders', 'group:default/orders'],
    ['system', 'My Shop', 'my-shop'],
    ['domain', 'commerce', undefined],
    ['module', 'orders', 'example.com/orders'],
    ['module', 'github.com/acme/../orders', 'example.com/orders'],
    ['module', 'github.com/acme/orders/v2', 'example.com/orders'],
    ['module', 'https://github.com/acme/orders', 'example.com/orders'],
  ])('refuses %s %j and offers %j', (field, value, offered) => {
    const { service, problems } = resolveService({ ...good, [field]: value });
    expect(service).toBeUndefined();
    const [problem] = problems;
    expect(problem?.path).toEqual(['service', field]);
    const mend = problem?.mends[0];
    expect(mend?.kind === 'set' ? mend.value : undefined).toBe(offered);
  });

  it('takes the domain of a new system, and of no other', () => {
    const shop = { ...good, system: 'shop', domain: 'commerce' };
    expect(
      resolveService({ ...shop, createSystem: true }).service?.domain,
    ).toBe('commerce');
    expect(resolveService(shop).problems[0]?.path).toEqual([
      'service',
      'domain',
    ]);
    const [problem] = resolveService({
      ...shop,
      createSystem: true,
      domain: 'My Domain',
    }).problems;
    expect(problem?.mends[0]).toMatchObject({ value: 'my-domain' });
  });

  it('escapes what it quotes from a module path', () => {
    const [problem] = resolveService({
      ...good,
      module: 'a\u0000b/orders',
    }).problems;
    expect(problem?.message).toBe(
      String.raw`"a\u0000b/orders" starts with "a\u0000b", which is no host name with a dot`,
    );
  });

  it.each(['日本の注文 🚀', '<b>"quoted"</b> \\ `x`'])(
    'carries %j as it is',
    description => {
      expect(
        resolveService({ ...good, description }).service?.description,
      ).toBe(description);
    },
  );
});
