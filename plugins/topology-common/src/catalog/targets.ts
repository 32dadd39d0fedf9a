import { TOPOLOGY_ANNOTATION } from './annotation';
import { CatalogEntity } from './entity';
import { formatRef, parseRef } from './refs';

/** The kinds of entities that are drawn as nodes. */
export const NODE_KINDS = ['component', 'api', 'resource'];

/** The ref of a target that the annotation of `entity` names; undefined, if it is no node. */
export function readTarget(
  text: string,
  entity: CatalogEntity,
): string | undefined {
  const namespace = entity.metadata.namespace ?? 'default';
  const parts = parseRef(text, { kind: 'component', namespace });
  return parts && NODE_KINDS.includes(parts.kind)
    ? formatRef(parts)
    : undefined;
}

/** Says that the annotation names something that is no node. */
export function noSuchTarget(target: string): string {
  const shown = JSON.stringify(target.slice(0, 80));
  return `metadata.annotations['${TOPOLOGY_ANNOTATION}'] names ${shown}, which is no Component, API or Resource; write a ref such as component:default/users`;
}
