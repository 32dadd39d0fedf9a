import { useEffect, useMemo, useState } from 'react';
import type { CatalogApi } from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import type { TopologyLink } from '@golden-path/backstage-plugin-topology-react';
import { linkIndex } from './links';

const LINK_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'metadata.links',
];

/** The links of entities: of those at hand, or, where an index answered, of the chosen one once it is fetched. */
export function useLinks(
  catalog: CatalogApi,
  entities: readonly Entity[] | undefined,
  selected: string | null,
): (id: string) => readonly TopologyLink[] {
  const [fetched, setFetched] = useState<readonly Entity[]>([]);
  const atHand = entities !== undefined;
  useEffect(() => {
    if (atHand || selected === null) return undefined;
    let wanted = true;
    catalog
      .getEntitiesByRefs({ entityRefs: [selected], fields: LINK_FIELDS })
      .then(({ items }) => {
        if (wanted) setFetched(items.flatMap(item => item ?? []));
      })
      // links are an extra: the details are there without them
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [catalog, atHand, selected]);
  return useMemo(() => linkIndex(entities ?? fetched), [entities, fetched]);
}
