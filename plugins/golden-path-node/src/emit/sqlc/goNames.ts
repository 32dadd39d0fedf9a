/** Types that sqlc declares beside those of the tables. */
const OWN_TYPES = ['Queries'];

/** Names that sqlc.yaml gives in place of sqlc's own, by the name in SQL. */
export type Renames = ReadonlyMap<string, string>;

/** A column or an argument as sqlc names it in Go, with the renames of sqlc.yaml. */
export function sqlcName(name: string, renames: Renames): string {
  return renames.get(name) ?? titled(name);
}

/** Tables that would take the name of a type that sqlc declares, and their new names. */
export function sqlcRenames(tables: readonly string[]): Renames {
  return new Map(
    tables
      .filter(table => OWN_TYPES.includes(titled(table)))
      .map(table => [table, `${titled(table)}Row`]),
  );
}

/** sqlc knows one initialism by itself. */
function titled(name: string): string {
  return name
    .split('_')
    .map(part =>
      part === 'id'
        ? 'ID'
        : `${part.slice(0, 1).toUpperCase()}${part.slice(1)}`,
    )
    .join('');
}
