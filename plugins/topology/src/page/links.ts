import {
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { TopologyLink } from '@golden-path/backstage-plugin-topology-react';

const isWebAddress = (url: string) => /^https?:\/\//i.test(url);

function linksOf({ metadata }: Entity): TopologyLink[] {
  const source = metadata.annotations?.[ANNOTATION_SOURCE_LOCATION]?.replace(
    /^url:/,
    '',
  );
  return [
    ...(source ? [{ title: 'repository', url: source }] : []),
    ...(metadata.links ?? []).map(({ title, url }) => ({
      title: title ?? url,
      url,
    })),
  ].filter(({ url }) => isWebAddress(url));
}

/** Looks up the repository and the links of an entity by its reference. */
export function linkIndex(
  entities: readonly Entity[] = [],
): (id: string) => TopologyLink[] {
  const byRef = new Map(
    entities.map(entity => [stringifyEntityRef(entity), entity]),
  );
  return id => {
    const entity = byRef.get(id);
    return entity ? linksOf(entity) : [];
  };
}
