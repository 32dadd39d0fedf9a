import { CatalogEntity } from './entity';

/** The parts of an entity ref, lower case. */
export interface RefParts {
  kind: string;
  namespace: string;
  name: string;
}

/** Longer than any ref of a catalog. */
const MAX_LENGTH = 800;
const REF =
  /^(?:([^:/\s\p{Cc}\p{Cs}]+):)?(?:([^:/\s\p{Cc}\p{Cs}]+)\/)?([^:/\s\p{Cc}\p{Cs}]+)$/u;

/**
 * Reads `[kind:][namespace/]name`; undefined, if it is none of that. What no catalog could hold (control
 * characters, half a surrogate pair, thousands of letters) is no ref either: no database would index it.
 */
export function parseRef(
  ref: string,
  defaults: { kind: string; namespace: string },
): RefParts | undefined {
  const match = ref.length > MAX_LENGTH ? null : REF.exec(ref.trim());
  const name = match?.[3];
  if (!match || !name) return undefined;
  return {
    kind: (match[1] ?? defaults.kind).toLowerCase(),
    namespace: (match[2] ?? defaults.namespace).toLowerCase(),
    name: name.toLowerCase(),
  };
}

export function formatRef(parts: RefParts): string {
  return `${parts.kind}:${parts.namespace}/${parts.name}`;
}

/** The ref under which the catalog knows an entity. */
export function entityRef(entity: CatalogEntity): string {
  return formatRef({
    kind: entity.kind.toLowerCase(),
    namespace: (entity.metadata.namespace ?? 'default').toLowerCase(),
    name: entity.metadata.name.toLowerCase(),
  });
}

/** The last part of a ref: what to call something that no entity describes. */
export function nameOfRef(ref: string): string {
  return ref.slice(Math.max(ref.indexOf(':'), ref.lastIndexOf('/')) + 1);
}

export function kindOfRef(ref: string): string {
  const colon = ref.indexOf(':');
  return colon < 0 ? '' : ref.slice(0, colon);
}
