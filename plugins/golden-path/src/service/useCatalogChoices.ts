import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import {
  parseEntityRef,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLoaded } from '../wizard/useLoaded';

type CatalogApi = typeof catalogApiRef.T;

/** An entity that can be chosen. */
interface CatalogChoice {
  readonly ref: string;
  readonly name: string;
  readonly title: string;
}

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'spec.profile.displayName',
];
/** Enough to choose from without typing; typing narrows it at the catalog. */
const MOST = 50;

/**
 * Groups and users that may own something, one's own first; of those that the
 * organisation allows, when it names any.
 */
export function useOwners(
  typed: string,
  allowed: readonly string[] | undefined,
) {
  const catalog = useApi(catalogApiRef);
  const identity = useApi(identityApiRef);
  const term = termOf(typed);
  return useLoaded(async () => {
    const [{ ownershipEntityRefs }, items] = await Promise.all([
      identity.getBackstageIdentity(),
      allowed ? entitiesOf(catalog, allowed, term) : owners(catalog, term),
    ]);
    const own = (ref: string) => (ownershipEntityRefs.includes(ref) ? 0 : 1);
    const isUser = (ref: string) => (ref.startsWith('user:') ? 1 : 0);
    return items
      .map(choiceOf)
      .sort(
        (a, b) =>
          isUser(a.ref) - isUser(b.ref) ||
          own(a.ref) - own(b.ref) ||
          a.ref.localeCompare(b.ref),
      );
  }, `owners ${term}`);
}

async function owners(catalog: CatalogApi, term: string): Promise<Entity[]> {
  const { items } = await catalog.queryEntities({
    filter: [{ kind: 'Group' }, { kind: 'User' }],
    fields: FIELDS,
    limit: MOST,
    ...(term && { fullTextFilter: { term, fields: FIELDS.slice(1) } }),
  });
  return items;
}

/** Those of the entities that the catalog has and whose names hold the term. */
async function entitiesOf(
  catalog: CatalogApi,
  refs: readonly string[],
  term: string,
): Promise<Entity[]> {
  const { items } = await catalog.getEntitiesByRefs({
    entityRefs: [...refs],
    fields: FIELDS,
  });
  const holds = (text: string) =>
    text.toLocaleLowerCase('en-US').includes(term.toLocaleLowerCase('en-US'));
  return items.flatMap(entity => {
    if (!entity) return [];
    const { name, title } = choiceOf(entity);
    return holds(name) || holds(title) ? [entity] : [];
  });
}

/** The first group that the signed-in person belongs to. */
export function useOwnGroup(): string | undefined {
  const catalog = useApi(catalogApiRef);
  const identity = useApi(identityApiRef);
  const own = useLoaded(async () => {
    const { userEntityRef, ownershipEntityRefs } =
      await identity.getBackstageIdentity();
    const group = ownershipEntityRefs.find(ref => ref.startsWith('group:'));
    if (group) return group;
    // The sign-in may be older than the person's entity in the catalog.
    const { items } = await catalog.getEntitiesByRefs({
      entityRefs: [userEntityRef],
    });
    const [user] = items;
    return user?.relations?.find(({ type }) => type === RELATION_MEMBER_OF)
      ?.targetRef;
  }, 'own group');
  return own.state === 'ready' ? own.value : undefined;
}

/**
 * Systems, or domains, of the default namespace, which a service can name
 * without one.
 */
export function useNamed(kind: 'System' | 'Domain') {
  const catalog = useApi(catalogApiRef);
  return useLoaded(async () => {
    const { items } = await catalog.queryEntities({
      filter: { kind, 'metadata.namespace': 'default' },
      fields: FIELDS,
      limit: 1000,
      orderFields: { field: 'metadata.name', order: 'asc' },
    });
    return items.map(choiceOf);
  }, `every ${kind}`);
}

function choiceOf(entity: Entity): CatalogChoice {
  const profile = entity.spec?.profile;
  const display =
    typeof profile === 'object' && profile && 'displayName' in profile
      ? profile.displayName
      : undefined;
  return {
    ref: stringifyEntityRef(entity),
    name: entity.metadata.name,
    title: String(display ?? entity.metadata.title ?? entity.metadata.name),
  };
}

/** What to look for: nothing while a whole reference is written. */
function termOf(typed: string): string {
  try {
    return typed.includes(':') ? parseEntityRef(typed).name : typed.trim();
  } catch {
    return '';
  }
}
