import { draw } from '../__testUtils__/draw';
import {
  edgesThroughBoxes,
  edgesThroughNodes,
  overlapping,
} from '../__testUtils__/geometry';
import { landscape } from '../__testUtils__/landscape';
import { Topology } from '../model/types';
import { layout } from './layout';
import { Scene } from './scene';

/** All that must hold of any picture. */
function faultsOf(scene: Scene): string[] {
  return [
    ...overlapping(scene.nodes.flatMap(n => [n, ...n.tabs])),
    ...edgesThroughNodes(scene),
    ...edgesThroughBoxes(scene),
  ];
}

/** A landscape with all its nodes in one system. */
function inOneSystem(services: number): Topology {
  const { nodes, edges } = landscape(services);
  return {
    boxes: [{ id: 'all', kind: 'system', name: 'all' }],
    nodes: nodes.map(n => ({ ...n, box: 'all' })),
    edges,
  };
}

/** A landscape with all its systems in one domain. */
function inOneDomain(services: number): Topology {
  const topology = landscape(services);
  const systems = topology.boxes.filter(b => b.kind === 'system');
  return {
    ...topology,
    boxes: [
      { id: 'all', kind: 'domain', name: 'all' },
      ...systems.map(s => ({ ...s, parent: 'all' })),
    ],
  };
}

describe('layout at its extremes', () => {
  it('of one node is that node in its margin', () => {
    const scene = layout(draw('orders -> orders'));
    expect(scene.nodes).toHaveLength(1);
    // who calls itself needs no line
    expect(scene.edges).toEqual([]);
    expect([scene.width, scene.height]).toEqual([236, 88]);
  });

  it('of nodes without edges is a block, not a row', () => {
    const names = Array.from({ length: 40 }, (_, i) => `s${i}`);
    const scene = layout(draw(`all: ${names.join(' ')}`));
    expect(faultsOf(scene)).toEqual([]);
    expect(scene.width / scene.height).toBeLessThan(3);
    expect(scene.height / scene.width).toBeLessThan(3);
  });

  it('leaves out edges to what is not there', () => {
    const topology = draw('a -> b');
    const nodes = topology.nodes.filter(n => n.id !== 'b');
    expect(layout({ ...topology, nodes }).edges).toEqual([]);
  });

  it('of 300 services in one system has no fault', () => {
    const scene = layout(inOneSystem(300));
    expect(scene.nodes.length).toBeGreaterThan(500);
    expect(faultsOf(scene)).toEqual([]);
  });

  it('of 100 systems in one domain has no fault, open or collapsed', () => {
    const topology = inOneDomain(800);
    const systems = topology.boxes.filter(b => b.kind === 'system');
    const collapsed = new Set(systems.map(b => b.id));
    const scene = layout(topology, { collapsed });
    expect(scene.nodes).toHaveLength(100);
    expect(faultsOf(scene)).toEqual([]);
    expect(faultsOf(layout(topology))).toEqual([]);
  });

  it('of 5,000 services comes to an end, and shows every one of them', () => {
    const scene = layout(landscape(5000));
    const services = scene.nodes.filter(n => n.shape === 'service');
    expect(services).toHaveLength(5000);
    expect(overlapping(scene.nodes)).toEqual([]);
  });
});
