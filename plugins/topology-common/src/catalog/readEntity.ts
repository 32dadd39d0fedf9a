import { TopologyFinding } from '../model/types';
import { CatalogEntity } from './entity';

/**
 * The entity with only well-formed fields, or what is wrong with it.
 * Descriptor files reach this package as they were parsed, before any catalog has looked at them.
 */
export function readEntity(
  value: unknown,
  index: number,
): CatalogEntity | TopologyFinding {
  const entity = objectOf(value);
  const metadata = objectOf(entity.metadata);
  const kind = textOf(entity.kind);
  const name = textOf(metadata.name);
  if (kind === undefined || name === undefined) {
    const field = kind === undefined ? 'kind' : 'metadata.name';
    return {
      entityRef: name ?? `entity ${index + 1}`,
      message: `${field} is no text; write ${field}: ${
        kind === undefined ? 'Component' : 'orders'
      }`,
    };
  }
  return {
    kind,
    metadata: {
      name,
      namespace: textOf(metadata.namespace),
      title: textOf(metadata.title),
      description: textOf(metadata.description),
      annotations: textsByKey(metadata.annotations),
      labels: textsByKey(metadata.labels),
      tags: listOf(metadata.tags).flatMap(tag => textOf(tag) ?? []),
    },
    spec: objectOf(entity.spec),
    relations: listOf(entity.relations).flatMap(relation => {
      const type = textOf(objectOf(relation).type);
      const targetRef = textOf(objectOf(relation).targetRef);
      return type && targetRef ? [{ type, targetRef }] : [];
    }),
  };
}

export function isFinding(
  read: CatalogEntity | TopologyFinding,
): read is TopologyFinding {
  return 'message' in read;
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ...value }
    : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function textsByKey(value: unknown): Record<string, string> {
  const entries = Object.entries(objectOf(value)).flatMap(([key, item]) => {
    const text = textOf(item);
    return text === undefined ? [] : [[key, text] as const];
  });
  return Object.fromEntries(entries);
}

export function isEntity(
  read: CatalogEntity | TopologyFinding,
): read is CatalogEntity {
  return !isFinding(read);
}
