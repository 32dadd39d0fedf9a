import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { goFields, isFilter, type GoField } from '../fields';
import { fileText, paragraphs, type Text } from '../lines';
import { sqlName } from '../sql/sql';
import { constraints } from './constraints';
import { GENERATED, goText, imports } from './go';

/** Columns of every table, in the order in which they are read. */
const OWN_COLUMNS = ['id', 'version', 'created_at', 'updated_at'];

/** `internal/postgres/order_rows.go`: statements, arguments and scanning. */
export function emitRows(module: string, resource: Resource): string {
  const fields = goFields(resource);
  const { flat } = resource.names.singular;
  return fileText(
    paragraphs(
      [GENERATED],
      ['package postgres'],
      imports(module, ['pgdb', 'pgx'], [`internal/${flat}`]),
      statements(resource, fields),
      constraints(resource, fields),
      args(resource, fields),
      scan(resource, fields),
      filter(resource, fields),
    ),
  );
}

function statements({ names }: Resource, fields: GoField[]): Text {
  const { camel, pascal } = names.singular;
  const table = sqlName(names.plural.snake);
  const columns = fields.map(({ field }) => sqlName(field.column));
  const inserted = ['id', ...columns];
  const values = inserted.map((_, index) => `$${index + 1}`);
  const changes = columns.map((column, index) => `${column} = $${index + 2}`);
  const version = `$${columns.length + 2}`;
  const returning = `" RETURNING " + ${camel}Columns`;
  return [
    'const (',
    `${camel}Table = ${goText(table)}`,
    `${camel}Columns = ${goText([...OWN_COLUMNS, ...columns].join(', '))}`,
    '',
    `insert${pascal} = ${goText(
      `INSERT INTO ${table} (${inserted.join(', ')})`,
    )} +`,
    `${goText(` VALUES (${values.join(', ')})`)} +`,
    returning,
    '',
    `update${pascal} = ${goText(
      `UPDATE ${table} SET version = version + 1`,
    )} +`,
    `${goText(`, ${changes.join(', ')}`)} +`,
    `${goText(
      ` WHERE id = $1 AND version = ${version} AND deleted_at IS NULL`,
    )} +`,
    returning,
    ')',
  ];
}

function args({ names }: Resource, fields: GoField[]): Text {
  const { camel, flat, pascal } = names.singular;
  return [
    `func ${camel}Args(v ${flat}.${pascal}) []any {`,
    'return []any{',
    ['ID', ...fields.map(({ name }) => name)].map(name => `v.${name},`),
    '}',
    '}',
  ];
}

function scan({ names }: Resource, fields: GoField[]): Text {
  const { flat, pascal } = names.singular;
  const own = ['ID', 'Version', 'CreatedAt', 'UpdatedAt'];
  return [
    `func scan${pascal}(row pgx.CollectableRow) (${flat}.${pascal}, error) {`,
    `var v ${flat}.${pascal}`,
    'err := row.Scan(',
    [...own, ...fields.map(({ name }) => name)].map(name => `&v.${name},`),
    ')',
    'return v, err',
    '}',
  ];
}

function filter({ names }: Resource, fields: GoField[]): Text {
  const { flat, pascal } = names.singular;
  const kept = fields.filter(isFilter);
  if (kept.length === 0) {
    return `func filter${pascal}(_ *pgdb.Query, _ ${flat}.Filter) {}`;
  }
  return [
    `func filter${pascal}(q *pgdb.Query, f ${flat}.Filter) {`,
    kept.map(({ field, name }) => [
      `if f.${name} != nil {`,
      `q.Equal(${goText(sqlName(field.column))}, *f.${name})`,
      '}',
    ]),
    '}',
  ];
}
