import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { goFields, isFilter, type GoField } from '../fields';
import { constraints } from '../go/constraints';
import { GENERATED, goText, imports } from '../go/go';
import { fileText, paragraphs, type Text } from '../lines';
import { sqlcName, type Renames } from './goNames';
import { sortsOf } from './queries';

/** `internal/postgres/order_rows.go` for sqlc: between its types and the domain's. */
export function emitSqlcRows(
  module: string,
  resource: Resource,
  renames: Renames,
): string {
  const fields = goFields(resource);
  const { flat } = resource.names.singular;
  return fileText(
    paragraphs(
      [GENERATED],
      ['package postgres'],
      imports(
        module,
        ['context', 'fmt', 'paging', 'pgdb'],
        [`internal/${flat}`, 'internal/postgres/sqlcdb'],
      ),
      constraints(resource, fields),
      valueOf(resource, fields, renames),
      params('insert', resource, fields, renames),
      params('update', resource, fields, renames),
      list(resource, fields, renames),
    ),
  );
}

function valueOf(
  { names }: Resource,
  fields: readonly GoField[],
  renames: Renames,
): Text {
  const { camel, flat, pascal } = names.singular;
  const row = sqlcName(names.plural.snake, renames);
  const own = ['ID', 'Version', 'CreatedAt', 'UpdatedAt'];
  return [
    `func ${camel}Of(row sqlcdb.${row}) ${flat}.${pascal} {`,
    `return ${flat}.${pascal}{`,
    own.map(name => `${name}: row.${name},`),
    fields.map(field => {
      const type = field.enum && `${flat}.${field.enum.type}`;
      const value = `row.${sqlcName(field.wire, renames)}`;
      return `${field.name}: ${converted(type, field.nullable, value)},`;
    }),
    '}',
    '}',
  ];
}

/** What a change sets; the parameters of a creation have no version. */
function params(
  verb: 'insert' | 'update',
  { names }: Resource,
  fields: readonly GoField[],
  renames: Renames,
): Text {
  const { flat, pascal } = names.singular;
  const type = `${verb === 'insert' ? 'Insert' : 'Update'}${pascal}Params`;
  return [
    `func ${verb}${pascal}Params(v ${flat}.${pascal}) sqlcdb.${type} {`,
    `return sqlcdb.${type}{`,
    'ID: v.ID,',
    verb === 'update' && 'Version: v.Version,',
    fields.map(field => {
      const name = sqlcName(field.wire, renames);
      const kind = field.enum && 'string';
      return `${name}: ${converted(kind, field.nullable, `v.${field.name}`)},`;
    }),
    '}',
    '}',
  ];
}

function list(
  resource: Resource,
  fields: readonly GoField[],
  renames: Renames,
): Text {
  const { names } = resource;
  const { flat } = names.singular;
  const query = `List${names.plural.pascal}`;
  const row = sqlcName(names.plural.snake, renames);
  const kept = fields.filter(isFilter);
  const filters = kept.map(field => {
    const kind = field.enum && 'string';
    const name = sqlcName(field.wire, renames);
    return `${name}: ${converted(kind, true, `f.${field.name}`)},`;
  });
  const sorts = sortsOf(resource);
  const first = `${query}By${sorts[0]!.name}`;
  const call = (name: string) =>
    name === first
      ? `return q.${name}(ctx, wanted)`
      : `return q.${name}(ctx, sqlcdb.${name}Params(wanted))`;
  return [
    `// list${names.plural.pascal} reads a page, and one row more to see whether there is a next one.`,
    `func list${names.plural.pascal}(ctx context.Context, q *sqlcdb.Queries, ${
      kept.length > 0 ? 'f' : '_'
    } ${flat}.Filter, p paging.Request) ([]sqlcdb.${row}, error) {`,
    `wanted := sqlcdb.${first}Params{`,
    [filters, 'Limit: int64(p.Limit)+1,'],
    '}',
    'if p.After != nil {',
    'wanted.Cursor, wanted.ID = &p.After.Value, p.After.ID',
    '}',
    'switch p.Sort {',
    sorts.flatMap(({ sort, name }) => [
      `case ${goText(sort)}:`,
      call(`${query}By${name}`),
      `case ${goText(`-${sort}`)}:`,
      call(`${query}By${name}Desc`),
    ]),
    '}',
    `return nil, fmt.Errorf("${names.plural.words} have no order %q", p.Sort)`,
    '}',
  ];
}

/** The value as another type of the same shape; itself if there is none. */
function converted(
  type: string | undefined,
  pointer: boolean,
  value: string,
): string {
  if (type === undefined) return value;
  return pointer ? `(*${type})(${value})` : `${type}(${value})`;
}
