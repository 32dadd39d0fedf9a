import { useMemo } from 'react';
import {
  layout,
  type Scene,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';
import { MAX_VISIBLE } from '../states/visible';

export function useScene(
  topology: Topology,
  collapsed: ReadonlySet<string>,
  visible: { nodes: number; edges: number },
): Scene | undefined {
  const drawable =
    topology.nodes.length > 0 && visible.nodes + visible.edges <= MAX_VISIBLE;
  return useMemo(
    () => (drawable ? layout(topology, { collapsed }) : undefined),
    [drawable, topology, collapsed],
  );
}
