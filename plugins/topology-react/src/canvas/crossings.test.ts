import type {
  Point,
  Scene,
  SceneEdge,
} from '@golden-path/backstage-plugin-topology-common';
import { gapsOf, groundAt } from './crossings';

const edge = (id: string, wire: string, ...points: Point[]): SceneEdge => ({
  id,
  wire,
  points,
  edges: [id],
  from: 'a',
  to: 'b',
  protocol: 'http',
  mode: 'sync',
  operations: [],
  path: '',
  halos: [],
  width: 1.6,
  head: { x: 0, y: 0, angle: 0, shape: 'triangle' },
});

const scene: Scene = {
  width: 200,
  height: 200,
  nodes: [],
  edges: [],
  junctions: [],
  entries: [],
  boxes: [
    {
      id: 'system:default/shop',
      box: { id: 'system:default/shop', kind: 'system', name: 'shop' },
      x: 0,
      y: 0,
      width: 100,
      height: 100,
      depth: 0,
      counts: { systems: 0, services: 0, stores: 0, topics: 0 },
      label: 'shop',
      detail: '',
    },
  ],
};

const across = edge('across', '1', { x: 0, y: 50 }, { x: 100, y: 50 });
const down = edge('down', '2', { x: 50, y: 0 }, { x: 50, y: 100 });

describe('gapsOf', () => {
  it('interrupts the lower of two lines that cross, in the colour of the ground', () => {
    const gaps = gapsOf(scene, [across, down]);
    expect([...gaps.keys()]).toEqual(['down']);
    expect(gaps.get('down')).toEqual([
      {
        from: { x: 50, y: 45 },
        to: { x: 50, y: 55 },
        ground: '--topology-frame',
      },
    ]);
    expect([...gapsOf(scene, [down, across]).keys()]).toEqual(['across']);
  });

  it('interrupts a trunk once, however many edges share it', () => {
    const twin = { ...across, id: 'twin' };
    expect(gapsOf(scene, [across, twin, down]).get('down')).toHaveLength(1);
  });

  it('leaves the branches of one wire whole', () => {
    expect(gapsOf(scene, [across, { ...down, wire: '1' }]).size).toBe(0);
  });

  it('takes lines that only touch as not crossing', () => {
    const short = edge('short', '3', { x: 50, y: 50 }, { x: 50, y: 100 });
    expect(gapsOf(scene, [across, short]).size).toBe(0);
  });
});

describe('groundAt', () => {
  it('is the canvas outside of all boxes', () => {
    expect(groundAt(scene, { x: 150, y: 50 })).toBe('--topology-canvas');
    expect(groundAt(scene, { x: 50, y: 50 })).toBe('--topology-frame');
  });
});
