import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { fileText, paragraphs, type Text } from '../lines';
import type { GoPackage } from '../go/packages';
import { goType, type SqlcColumn } from './columns';
import { sqlcName, type Renames } from './goNames';
import { header, sqlcImports } from './header';
import { argumentsOf, queriesOf, type SqlcQuery } from './queries';

/** Above so many, sqlc gives each argument a line. */
const ON_ONE_LINE = 3;

/** `internal/postgres/sqlcdb/order.sql.go`: a method a query. */
export function emitQueryCode(resource: Resource, renames: Renames): string {
  const queries = queriesOf(resource).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const imports: GoPackage[] = [
    'context',
    ...queries.flatMap(query =>
      argumentsOf(query).flatMap(({ type }) => type.imports),
    ),
  ];
  const row = sqlcName(resource.names.plural.snake, renames);
  const own = ['id', 'version', 'created_at', 'updated_at', 'deleted_at'];
  const columns = [...own, ...resource.fields.map(({ column }) => column)].map(
    name => sqlcName(name, renames),
  );
  return fileText(
    paragraphs(
      header(`${resource.names.singular.flat}.sql`),
      sqlcImports(imports),
      ...queries.flatMap(query => [
        statement(query),
        parameters(query, renames),
        method(query, { row, columns }, renames),
      ]),
    ),
  );
}

interface Row {
  readonly row: string;
  readonly columns: readonly string[];
}

function constantOf({ name }: SqlcQuery): string {
  return `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
}

function statement(query: SqlcQuery): Text {
  const numbers = new Map(
    argumentsOf(query).map(({ name }, index) => [name, index + 1]),
  );
  const sql = query.sql
    .map(part =>
      typeof part === 'string' ? part : `$${numbers.get(part.name)}`,
    )
    .join('');
  return [
    `const ${constantOf(query)} = \`-- name: ${query.name} :${query.command}`,
    sql,
    '`',
  ];
}

function parameters(query: SqlcQuery, renames: Renames): Text {
  const given = argumentsOf(query);
  return (
    given.length > 1 && [
      `type ${query.name}Params struct {`,
      given.map(
        column => `${sqlcName(column.name, renames)} ${goType(column)}`,
      ),
      '}',
    ]
  );
}

/** What a method does, given its call of the database. */
const BODIES: Readonly<
  Record<SqlcQuery['command'], (call: string, row: Row) => Text>
> = {
  one: (call, row) => [
    `row := q.db.QueryRow${call}`,
    `var i ${row.row}`,
    `err := row.${scan(row)}`,
    'return i, err',
  ],
  many: (call, row) => [
    `rows, err := q.db.Query${call}`,
    'if err != nil {',
    'return nil, err',
    '}',
    'defer rows.Close()',
    `var items []${row.row}`,
    'for rows.Next() {',
    `var i ${row.row}`,
    `if err := rows.${scan(row)}; err != nil {`,
    'return nil, err',
    '}',
    'items = append(items, i)',
    '}',
    'if err := rows.Err(); err != nil {',
    'return nil, err',
    '}',
    'return items, nil',
  ],
  execrows: call => [
    `result, err := q.db.Exec${call}`,
    'if err != nil {',
    'return 0, err',
    '}',
    'return result.RowsAffected(), nil',
  ],
};

function method(query: SqlcQuery, row: Row, renames: Renames): Text {
  const given = argumentsOf(query);
  const [only] = given;
  const argument =
    given.length === 1 && only
      ? `${only.name} ${goType(only)}`
      : `arg ${query.name}Params`;
  const result = { one: row.row, many: `[]${row.row}`, execrows: 'int64' };
  const call = `(ctx, ${constantOf(query)}, ${values(given, renames)})`;
  return [
    `func (q *Queries) ${query.name}(ctx context.Context, ${argument}) (${
      result[query.command]
    }, error) {`,
    BODIES[query.command](call, row),
    '}',
  ];
}

function values(given: readonly SqlcColumn[], renames: Renames): string {
  return given.length === 1
    ? given[0]!.name
    : listed(given.map(({ name }) => `arg.${sqlcName(name, renames)}`));
}

function scan({ columns }: Row): string {
  return `Scan(${listed(columns.map(name => `&i.${name}`))})`;
}

function listed(items: readonly string[]): string {
  return items.length > ON_ONE_LINE
    ? `\n${items.map(item => `${item},\n`).join('')}`
    : items.join(', ');
}
