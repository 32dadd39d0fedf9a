import { parseEntityRef } from '@backstage/catalog-model';
import type { Topology } from '@golden-path/backstage-plugin-topology-common';

/** Whether an id has a page: plain names and what no entity describes have none. */
export function hasPage(id: string, topology: Topology | undefined): boolean {
  if (topology?.nodes.some(node => node.id === id && node.unknown)) {
    return false;
  }
  try {
    parseEntityRef(id);
    return true;
  } catch {
    return false;
  }
}
