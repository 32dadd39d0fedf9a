import type { Entity } from '@backstage/catalog-model';
import type { CatalogEntity } from '@golden-path/backstage-plugin-topology-common';
import {
  ACCEPTED_FINDINGS_ANNOTATION,
  OBSERVED_AS_ANNOTATION,
  TOPOLOGY_ANNOTATION,
} from '@golden-path/backstage-plugin-topology-common';

/** The kinds that the index holds. */
export const INDEXED_KINDS = [
  'Component',
  'API',
  'Resource',
  'System',
  'Domain',
];

const SPEC_FIELDS = [
  'type',
  'owner',
  'lifecycle',
  'system',
  'domain',
  'subdomainOf',
  'subcomponentOf',
  'providesApis',
  'consumesApis',
  'dependsOn',
  'dependencyOf',
];

/** What is asked of the catalog: never a definition, which makes up nine tenths of an API. */
export const ENTITY_FIELDS = [
  'kind',
  ...['name', 'namespace', 'title', 'description', 'tags', 'etag'].map(
    field => `metadata.${field}`,
  ),
  'metadata.labels',
  'metadata.annotations',
  ...SPEC_FIELDS.map(field => `spec.${field}`),
  'relations',
];

/**
 * Relations in the sense in which they are declared. Their inverses are left out: the entity at the other
 * end has them, and a store would else change with every service that begins to use it.
 */
const RELATIONS = new Set([
  'ownedBy',
  'partOf',
  'providesApi',
  'consumesApi',
  'dependsOn',
  'calls',
  'publishesTo',
  'subscribesTo',
]);
const ANNOTATIONS = [
  TOPOLOGY_ANNOTATION,
  OBSERVED_AS_ANNOTATION,
  ACCEPTED_FINDINGS_ANNOTATION,
];

/** What the topology needs of an entity, in an order that does not change. */
export function slimEntity(entity: Entity): CatalogEntity {
  const { metadata, spec = {}, relations = [] } = entity;
  const { name, namespace, title, description, tags, labels } = metadata;
  return {
    kind: entity.kind,
    metadata: {
      name,
      namespace,
      title,
      description,
      tags,
      labels: picked(labels, ['language']),
      annotations: picked(metadata.annotations, ANNOTATIONS),
    },
    spec: picked(spec, SPEC_FIELDS),
    relations: relations
      .filter(({ type }) => RELATIONS.has(type))
      .map(({ type, targetRef }) => ({ type, targetRef }))
      .sort((a, b) => (key(a) < key(b) ? -1 : 1)),
  };
}

function key(relation: { type: string; targetRef: string }): string {
  return `${relation.type} ${relation.targetRef}`;
}

function picked<T>(
  from: Record<string, T> | undefined,
  fields: readonly string[],
): Record<string, NonNullable<T>> {
  const found = fields.flatMap(field => {
    const value = from?.[field];
    return value === undefined || value === null ? [] : [[field, value]];
  });
  return Object.fromEntries(found);
}
