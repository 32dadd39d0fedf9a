import type { Topology } from '@golden-path/backstage-plugin-topology-common';
import { nameOfRef, shapeWords } from '../state/words';

/** A node as a row of the table. */
export interface Row {
  id: string;
  name: string;
  kind: string;
  box: string;
  owner: string;
}

/** The columns that the table can be sorted by. */
export type SortColumn = 'name' | 'kind' | 'box' | 'owner';

/** A row for every node. */
export function rowsOf(topology: Topology): Row[] {
  const boxNames = new Map(
    topology.boxes.map(box => [box.id, box.title ?? box.name]),
  );
  return topology.nodes.map(node => ({
    id: node.id,
    name: node.title ?? node.name,
    kind: [shapeWords[node.shape], node.engine ?? node.language]
      .filter(Boolean)
      .join(' · '),
    box: (node.box && boxNames.get(node.box)) ?? '',
    owner: node.owner ? nameOfRef(node.owner) : '',
  }));
}

/** The rows in the order of a column, ties by name. */
export function sortRows(
  rows: readonly Row[],
  column: SortColumn,
  down: boolean,
): Row[] {
  const sign = down ? -1 : 1;
  return [...rows].sort(
    (a, b) =>
      sign * a[column].localeCompare(b[column], 'en') ||
      a.name.localeCompare(b.name, 'en'),
  );
}
