import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { decodeTopology } from '@golden-path/backstage-plugin-topology-common';
import { entity, shopCatalog } from './__testUtils__/shopCatalog';
import {
  engines,
  namesOf,
  observed,
  startTopology,
} from './__testUtils__/startTopology';

describe.each(Object.keys(engines))(
  'a viewer of %s who may not see some entities',
  engine => {
    const paths = [
      '/v1/landscape',
      '/v1/landscape?rollUp=domain',
      '/v1/landscape?rollUp=none',
      '/v1/boxes/system/default/shop',
      '/v1/boxes/domain/default/commerce',
      '/v1/entities/component/default/orders?depth=4',
      '/v1/entities/component/default/stock',
      '/v1/difference?from=1',
      '/v1/difference?from=1&box=domain:default/commerce',
      '/v1/search?q=s',
      '/v1/observed',
    ];
    const TRACE = /secret|vault|spies/;

    it('finds no trace of them in any answer', async () => {
      const portal = await startTopology(engine, {
        decision: AuthorizeResult.CONDITIONAL,
        providers: [observed],
      });
      await portal.refresh();
      portal.fake.entities = [
        ...shopCatalog().filter(({ metadata }) => metadata.name !== 'secret'),
        entity('Component', 'web-two', { dependsOn: ['component:orders'] }),
      ];
      await portal.refresh();
      portal.fake.entities = shopCatalog();
      await portal.refresh();
      for (const path of paths) {
        const { status, text } = await portal.get(path);
        expect({ path, status }).toEqual({ path, status: 200 });
        expect({ path, trace: text.match(TRACE) }).toEqual({
          path,
          trace: null,
        });
      }
      const rolledUp = await portal.answer('/v1/landscape?rollUp=domain');
      const { nodes } = decodeTopology(rolledUp.topology);
      const commerce = nodes.findIndex(({ name }) => name === 'commerce');
      // five of the seven components and stores in its systems
      expect(rolledUp.parts[commerce]).toBe(5);
      for (const hidden of [
        '/v1/entities/component/default/secret',
        '/v1/boxes/system/default/vault',
        '/v1/difference?from=1&box=system:default/vault',
      ]) {
        const unknown = hidden.replace(/secret|vault/, 'none');
        const { status, body } = await portal.get(hidden);
        const other = await portal.get(unknown);
        expect(status).toBe(404);
        expect(body.error.message.replace(/secret|vault/g, 'none')).toBe(
          other.body.error.message,
        );
      }
      await portal.stop();
    });

    it('is not told that one of them is new', async () => {
      const portal = await startTopology(engine, {
        decision: AuthorizeResult.CONDITIONAL,
      });
      portal.fake.hidden.add('system:default/secret');
      portal.fake.entities = shopCatalog().filter(
        ({ metadata }) => metadata.name !== 'secret',
      );
      await portal.refresh();
      portal.fake.entities = [
        ...shopCatalog(),
        entity('System', 'secret', {}),
        entity('Component', 'fresh', {}),
      ];
      for (const place of [
        'entities/component/default/secret',
        'boxes/system/default/secret',
      ]) {
        const hidden = await portal.get(`/v1/${place}`);
        const none = await portal.get(`/v1/${place.replace('secret', 'none')}`);
        expect(hidden.status).toBe(404);
        expect(hidden.body.error.message.replace('secret', 'none')).toBe(
          none.body.error.message,
        );
      }
      const fresh = '/v1/entities/component/default/fresh';
      expect((await portal.get(fresh)).status).toBe(202);
      await portal.stop();
    });

    it('is not shown whom a call through a hidden API reaches', async () => {
      const portal = await startTopology(engine, {
        decision: AuthorizeResult.CONDITIONAL,
      });
      portal.fake.hidden.add('api:default/stock-api');
      await portal.refresh();
      const { topology } = await portal.answer(
        '/v1/entities/component/default/orders',
      );
      expect(namesOf(topology)).toEqual([
        'nobody',
        'orders',
        'web',
        'orders-db',
      ]);
      await portal.stop();
    });

    it('gets nothing where the policy denies all', async () => {
      const portal = await startTopology(engine, {
        decision: AuthorizeResult.DENY,
      });
      await portal.refresh();
      for (const rollUp of ['none', 'system']) {
        const path = `/v1/landscape?rollUp=${rollUp}`;
        const { topology } = await portal.answer(path);
        // not even a name that no entity has: it would tell of who names it
        expect(decodeTopology(topology).nodes).toEqual([]);
      }
      portal.fake.entities.push(entity('Component', 'fresh', {}));
      const fresh = '/v1/entities/component/default/fresh';
      expect((await portal.get(fresh)).status).toBe(404);
      await portal.stop();
    });
  },
);
