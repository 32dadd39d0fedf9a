import {
  type Entity,
  RELATION_API_CONSUMED_BY,
  RELATION_API_PROVIDED_BY,
  RELATION_HAS_PART,
  RELATION_PART_OF,
  RELATION_PROVIDES_API,
  stringifyEntityRef,
} from '@backstage/catalog-model';

const DRAWN_KINDS = ['component', 'api', 'resource'];

const kindOf = (ref: string) => ref.slice(0, ref.indexOf(':'));

/**
 * The things an entity calls, stores in, provides or is used by. Relations of
 * other plugins count too; ownership and composition do not.
 */
export function partnersOf(entity: Entity): string[] {
  return (entity.relations ?? [])
    .filter(
      ({ type, targetRef }) =>
        type !== RELATION_PART_OF &&
        type !== RELATION_HAS_PART &&
        DRAWN_KINDS.includes(kindOf(targetRef)),
    )
    .map(({ targetRef }) => targetRef);
}

/** The APIs that an entity provides: their types say how it is called. */
export function apisOf(entity: Entity): string[] {
  return (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_PROVIDES_API)
    .map(({ targetRef }) => targetRef);
}

/**
 * Who stands behind the APIs that were reached: always the provider, and the
 * consumers only of APIs that one of `callees` provides. A popular API would
 * otherwise bring in every other service that happens to use it.
 */
export function partnersBehindApis(
  apis: Entity[],
  callees: Entity[],
): string[] {
  const provided = new Set(callees.flatMap(apisOf));
  return apis
    .filter(({ kind }) => kind === 'API')
    .flatMap(api =>
      (api.relations ?? [])
        .filter(
          ({ type }) =>
            type === RELATION_API_PROVIDED_BY ||
            (type === RELATION_API_CONSUMED_BY &&
              provided.has(stringifyEntityRef(api))),
        )
        .map(({ targetRef }) => targetRef),
    );
}

/** The systems and domains that an entity is part of. */
export function boxesOf(entity: Entity): string[] {
  return (entity.relations ?? [])
    .filter(
      ({ type, targetRef }) =>
        type === RELATION_PART_OF &&
        ['system', 'domain'].includes(kindOf(targetRef)),
    )
    .map(({ targetRef }) => targetRef);
}
