/** Longest name that the catalog takes. */
const LONGEST = 63;

/** A text as the name of an entity: small letters, digits and single hyphens. */
export function entityName(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'service' : name;
}

/** The name that a module goes by: its last part that is no version. */
export function nameOfModule(module: string): string {
  const parts = module.split('/').filter(part => !/^v\d+$/.test(part));
  return entityName((parts.at(-1) ?? module).replace(/\.git$|\.v\d+$/g, ''));
}
