/** The catalog takes names of so many characters. */
const MAX_ENTITY_NAME = 63;

/** The name of what a service, or a resource of it, has in the catalog. */
export function entityName(
  service: string,
  resource: string | undefined,
  suffix: string,
): string {
  const name = [service, resource, suffix]
    .filter(part => part !== undefined)
    .join('-');
  return name.length <= MAX_ENTITY_NAME ? name : shortened(name);
}

/** The begin of a name that is too long, and a number that only it has. */
function shortened(name: string): string {
  let hash = 0x811c9dc5;
  for (const letter of name) {
    hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  }
  const ending = `-${hash.toString(16).padStart(8, '0')}`;
  return `${name
    .slice(0, MAX_ENTITY_NAME - ending.length)
    .replace(/-$/, '')}${ending}`;
}
