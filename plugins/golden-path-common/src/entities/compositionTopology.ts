import { topologyFromEntities } from '@golden-path/backstage-plugin-topology-common';
import type {
  CatalogEntity,
  Topology,
} from '@golden-path/backstage-plugin-topology-common';
import type { PreviewEntity } from '../api';
import type { Catalogue, Composition } from '../composition';
import { compositionEntities } from './compositionEntities';

/** The topology that a composed service's own catalog entities declare. @public */
export function compositionTopology(
  catalogue: Catalogue,
  composition: Composition,
): Topology {
  const entities = compositionEntities(catalogue, composition);
  return topologyFromEntities(entities.map(catalogEntity)).topology;
}

function catalogEntity({ kind, metadata, spec }: PreviewEntity): CatalogEntity {
  return { kind, metadata, spec };
}
