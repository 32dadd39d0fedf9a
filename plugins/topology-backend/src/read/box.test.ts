import type { Entity } from '@backstage/catalog-model';
import { FakeCatalog } from '../__testUtils__/fakeCatalog';
import { memoryIndex } from '../__testUtils__/memoryIndex';
import { entity } from '../__testUtils__/shopCatalog';
import { boxOf } from './box';

describe('a box', () => {
  const boxesAround = async (ref: string, entities: Entity[]) => {
    const { knex, refresh, close } = await memoryIndex(
      new FakeCatalog(entities),
    );
    await refresh();
    const topology = await boxOf({ knex, revision: 1 }, ref);
    await close();
    return topology?.boxes.map(({ id, parent }) => ({ id, parent }));
  };

  it('that is empty is shown where it is', async () => {
    const boxes = await boxesAround('system:default/shop', [
      entity('System', 'shop', { domain: 'retail' }),
      entity('Domain', 'retail'),
    ]);
    expect(boxes).toEqual([
      { id: 'domain:default/retail', parent: undefined },
      { id: 'system:default/shop', parent: 'domain:default/retail' },
    ]);
  });

  it('that is empty and holds itself stands alone', async () => {
    const boxes = await boxesAround('domain:default/retail', [
      entity('Domain', 'retail', { subdomainOf: 'retail' }),
    ]);
    expect(boxes).toEqual([{ id: 'domain:default/retail', parent: undefined }]);
  });

  it('that nobody names is none', async () => {
    expect(await boxesAround('system:default/shop', [])).toBeUndefined();
  });
});
