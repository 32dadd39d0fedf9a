import { gzipSync } from 'node:zlib';
import { landscape } from '../__testUtils__/landscape';
import { shopEntities } from '../__testUtils__/shop';
import { topologyFromEntities } from '../catalog/topologyFromEntities';
import {
  CompactTopology,
  compactSource,
  decodeTopology,
  encodeTopology,
} from './compact';

describe('a compact topology', () => {
  const shop = topologyFromEntities([
    ...shopEntities(),
    {
      kind: 'Component',
      metadata: { name: 'lonely' },
      spec: { dependsOn: ['component:nobody'] },
    },
  ]).topology;

  it('comes back as it was, with what is absent still absent', () => {
    expect(shop.nodes.some(node => node.unknown)).toBe(true);
    const sent = JSON.stringify(encodeTopology(shop));
    expect(decodeTopology(JSON.parse(sent))).toStrictEqual(shop);
  });

  it('stays known for what was read from it', () => {
    const compact = encodeTopology(shop);
    expect(compactSource(decodeTopology(compact))).toBe(compact);
    expect(compactSource(shop)).toBeUndefined();
  });

  it('is a third of the plain JSON, and smaller when both are compressed', () => {
    const topology = landscape(200);
    const plain = JSON.stringify(topology);
    const compact = JSON.stringify(encodeTopology(topology));
    expect(compact.length).toBeLessThan(plain.length / 3);
    expect(gzipSync(compact).length).toBeLessThan(gzipSync(plain).length);
  });

  it('of another version is refused with what to do', () => {
    const other = { ...encodeTopology(shop), version: 2 };
    expect(() => decodeTopology(other as unknown as CompactTopology)).toThrow(
      'update the frontend and the backend',
    );
  });

  it('that names a text it lacks is refused', () => {
    const broken = { ...encodeTopology(shop), strings: [] };
    expect(() => decodeTopology(broken)).toThrow('which it lacks');
  });
});
