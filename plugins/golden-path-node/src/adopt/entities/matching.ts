import { posix } from 'node:path';
import type { PreviewEntity } from '@golden-path/backstage-plugin-golden-path-common';
import { isMap } from './catalogInfo';
import type { ExistingCatalogInfo } from './catalogInfo';

/**
 * The name that an entity has in the catalog-info already: an API with the same
 * definition, or a resource of the same type. Its own name where none means the
 * same.
 */
export function nameInUse(
  existing: ExistingCatalogInfo | undefined,
  entity: PreviewEntity,
): string {
  const { name } = entity.metadata;
  const kind = (existing?.entities ?? []).filter(
    each => each.kind.toLowerCase() === entity.kind.toLowerCase(),
  );
  if (kind.some(each => each.name === name)) return name;
  const match =
    entity.kind === 'API'
      ? kind.find(({ value }) => definitionOf(value) === definitionOf(entity))
      : kind.find(({ value }) => isSameStore(value, entity));
  return match?.name ?? name;
}

function definitionOf(entity: unknown): string {
  const { definition } = specOf(entity);
  const text = isMap(definition) ? definition.$text : undefined;
  return typeof text === 'string' ? posix.normalize(text) : '';
}

function isSameStore(value: unknown, entity: PreviewEntity): boolean {
  const tags = tagsOf(value);
  return (
    specOf(value).type === entity.spec?.type &&
    (tags.length === 0 || tags.some(tag => tagsOf(entity).includes(tag)))
  );
}

function specOf(entity: unknown): Record<string, unknown> {
  return isMap(entity) && isMap(entity.spec) ? entity.spec : {};
}

function tagsOf(entity: unknown): string[] {
  const metadata =
    isMap(entity) && isMap(entity.metadata) ? entity.metadata : {};
  return Array.isArray(metadata.tags) ? metadata.tags.map(String) : [];
}
