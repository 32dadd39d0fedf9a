import { useApi } from '@backstage/core-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { PreviewEntity } from '@golden-path/backstage-plugin-golden-path-common';
import { useLoaded } from '../wizard/useLoaded';

/** Whether an entity is new, or the catalog has one of its name already. */
export type EntityState =
  | { readonly is: 'new' }
  | { readonly is: 'taken'; readonly owner: string | undefined };

/**
 * The states of entities by reference; none while the catalog does not answer.
 * Asked for again when `since` changes.
 */
export function useEntityStates(
  entities: readonly PreviewEntity[],
  since = '',
): ReadonlyMap<string, EntityState> {
  const catalog = useApi(catalogApiRef);
  const refs = entities.map(refOf);
  const loaded = useLoaded(async () => {
    const { items } = await catalog.getEntitiesByRefs({
      entityRefs: refs,
      fields: ['kind', 'metadata.name', 'spec.owner'],
    });
    return new Map(
      refs.map((ref, index): [string, EntityState] => {
        const owner = items[index]?.spec?.owner;
        return [
          ref,
          items[index]
            ? { is: 'taken', owner: owner ? String(owner) : undefined }
            : { is: 'new' },
        ];
      }),
    );
  }, `${since} ${refs}`);
  return loaded.state === 'ready' ? loaded.value : new Map();
}

/** The reference of an entity that comes out. */
export function refOf({ kind, metadata }: PreviewEntity): string {
  return stringifyEntityRef({ kind, name: metadata.name });
}
