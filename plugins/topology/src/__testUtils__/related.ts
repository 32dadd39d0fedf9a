import {
  type Entity,
  getCompoundEntityRef,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/** Field of the spec, kind that it means, relation, and the relation the other way. */
const FIELDS = [
  ['providesApis', 'api', 'providesApi', 'apiProvidedBy'],
  ['consumesApis', 'api', 'consumesApi', 'apiConsumedBy'],
  ['dependsOn', 'component', 'dependsOn', 'dependencyOf'],
  ['system', 'system', 'partOf', 'hasPart'],
  ['domain', 'domain', 'partOf', 'hasPart'],
  ['subdomainOf', 'domain', 'partOf', 'hasPart'],
  ['owner', 'group', 'ownedBy', 'ownerOf'],
] as const;

function targetsOf(entity: Entity, field: string, kind: string): string[] {
  const value = entity.spec?.[field];
  const texts = Array.isArray(value) ? value : [value];
  return texts
    .filter(text => typeof text === 'string')
    .map(text =>
      stringifyEntityRef(
        parseEntityRef(text, {
          defaultKind: kind,
          defaultNamespace: getCompoundEntityRef(entity).namespace,
        }),
      ),
    );
}

/** The entities with the relations that the catalog makes out of their specs. */
export function related(entities: readonly Entity[]): Entity[] {
  const relations = entities.flatMap(entity =>
    FIELDS.flatMap(([field, kind, type, inverse]) =>
      targetsOf(entity, field, kind).flatMap(target => {
        const self = stringifyEntityRef(entity);
        return [
          { source: self, type, targetRef: target },
          { source: target, type: inverse, targetRef: self },
        ];
      }),
    ),
  );
  return entities.map(entity => ({
    ...entity,
    relations: relations
      .filter(({ source }) => source === stringifyEntityRef(entity))
      .map(({ type, targetRef }) => ({ type, targetRef })),
  }));
}
