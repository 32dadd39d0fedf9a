/** A reference to a catalog entity, in parts and lower case. @public */
export interface EntityRefParts {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

const NAME = /^[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$/;
const REF = /^(?:([^:/]+):)?(?:([^:/]+)\/)?([^:/]+)$/;

/** Reads `[kind:][namespace/]name`; undefined when it is no such reference. @public */
export function parseEntityRef(
  ref: string,
  defaultKind: string,
): EntityRefParts | undefined {
  const match = REF.exec(ref);
  if (!match) return undefined;
  const [, kind = defaultKind, namespace = 'default', name = ''] = match;
  if (![kind, namespace, name].every(isEntityName)) return undefined;
  return {
    kind: kind.toLowerCase(),
    namespace: namespace.toLowerCase(),
    name: name.toLowerCase(),
  };
}

/** Whether the catalog takes the text as an entity's name. @public */
export function isEntityName(text: string): boolean {
  return text.length <= 63 && NAME.test(text);
}

/** The reference in its full form, such as `group:default/checkout`. @public */
export function formatEntityRef(parts: EntityRefParts): string {
  return `${parts.kind}:${parts.namespace}/${parts.name}`;
}
