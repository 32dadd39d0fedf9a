import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  Composition,
  PreviewEntity,
} from '@golden-path/backstage-plugin-golden-path-common';

/** Entity references of what a composition registers. */
export function entityRefs(entities: readonly PreviewEntity[]): string[] {
  return entities.map(({ kind, metadata }) =>
    stringifyEntityRef({
      kind,
      namespace: String(metadata.namespace ?? 'default'),
      name: metadata.name,
    }),
  );
}

/** The URL that an entity was registered with, if it came from one. */
export function originUrl(entity: Entity): string | undefined {
  const origin = entity.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION];
  return origin?.startsWith('url:') ? origin.slice('url:'.length) : undefined;
}

/** Entities that the catalog has from somewhere else than `catalogInfoUrl`, and from where. */
export async function registeredElsewhere(
  catalog: CatalogService,
  refs: readonly string[],
  catalogInfoUrl: string,
  credentials: BackstageCredentials,
): Promise<{ ref: string; origin: string }[]> {
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs: [...refs], fields: ['kind', 'metadata'] },
    { credentials },
  );
  return items.flatMap((entity, index) => {
    const ref = refs[index];
    const origin = entity && originUrl(entity);
    return entity && ref && origin !== catalogInfoUrl
      ? [{ ref, origin: origin ?? 'another source' }]
      : [];
  });
}

/** Says for each name that another location already registered who has it. */
export async function takenNames(
  catalog: CatalogService,
  refs: readonly string[],
  catalogInfoUrl: string,
  credentials: BackstageCredentials,
): Promise<string[]> {
  const taken = await registeredElsewhere(
    catalog,
    refs,
    catalogInfoUrl,
    credentials,
  );
  return taken.map(({ ref, origin }) => takenName(ref, origin));
}

function takenName(ref: string, origin: string): string {
  return parseEntityRef(ref).kind === 'system'
    ? `answers.service.createSystem: the catalog already has ${ref}, from ${origin}; leave createSystem out to join that system`
    : `answers.service.name: the catalog already has ${ref}, from ${origin}; choose another name, or remove that entity first`;
}

/** Says that a system which is to be joined is not there. */
export async function systemProblems(
  catalog: CatalogService,
  service: Composition['service'],
  credentials: BackstageCredentials,
): Promise<string[]> {
  if (service.system === undefined || service.createSystem) {
    return [];
  }
  const ref = `system:default/${service.system}`;
  return (await catalog.getEntityByRef(ref, { credentials }))
    ? []
    : [
        `answers.service.system: the catalog has no ${ref} that you can see; choose one of the catalog, or set createSystem to true`,
      ];
}

/** Says that the domain of a new system is not there. */
export async function domainProblems(
  catalog: CatalogService,
  { domain }: Composition['service'],
  credentials: BackstageCredentials,
): Promise<string[]> {
  if (domain === undefined) return [];
  const ref = `domain:default/${domain}`;
  return (await catalog.getEntityByRef(ref, { credentials }))
    ? []
    : [
        `answers.service.domain: the catalog has no ${ref} that you can see; choose one of the catalog, or leave it out`,
      ];
}

/** Says what is wrong with the owner: not there, or no group and no user. */
export async function ownerProblems(
  catalog: CatalogService,
  owner: string,
  credentials: BackstageCredentials,
  field = 'answers.service.owner',
): Promise<string[]> {
  const ref = parseEntityRef(owner, { defaultKind: 'group' });
  const shown = stringifyEntityRef(ref);
  if (!['group', 'user'].includes(ref.kind.toLocaleLowerCase('en-US'))) {
    return [
      `${field}: ${shown} is no group and no user; choose one that owns things`,
    ];
  }
  const entity = await catalog.getEntityByRef(shown, { credentials });
  return entity
    ? []
    : [
        `${field}: the catalog has no ${shown} that you can see; choose an owner from the catalog`,
      ];
}
