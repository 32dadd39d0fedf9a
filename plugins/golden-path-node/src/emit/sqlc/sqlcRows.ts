import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { goFields, isFilter, type GoField } from '../fields';
import { constraints } from '../go/constraints';
import { GENERATED, imports } from '../go/go';
import { fileText, paragraphs, type Text } from '../lines';
import { sqlcName, type Renames } from './goNames';

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
        ['context', 'keyset', 'paging', 'pgdb'],
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
  { names }: Resource,
  fields: readonly GoField[],
  renames: Renames,
): Text {
  const { flat } = names.singular;
  const query = `List${names.plural.pascal}`;
  const row = sqlcName(names.plural.snake, renames);
  const kept = fields.filter(isFilter);
  const filters = kept.map(field => {
    const kind = field.enum && 'string';
    const name = sqlcName(field.wire, renames);
    return `${name}: ${converted(kind, true, `f.${field.name}`)},`;
  });
  return [
    `// list${names.plural.pascal} reads a page, and one row more to see whether there is a next one.`,
    `func list${names.plural.pascal}(ctx context.Context, q *sqlcdb.Queries, ${
      kept.length > 0 ? 'f' : '_'
    } ${flat}.Filter, p paging.Request) ([]sqlcdb.${row}, error) {`,
    'after, limit := keyset.Start(p), int64(p.Limit)+1',
    `byTime := sqlcdb.${query}ByCreatedAtParams{`,
    ['CreatedAt: after.CreatedAt,', 'ID: after.ID,', filters, 'Limit: limit,'],
    '}',
    `byID := sqlcdb.${query}ByIDParams{`,
    ['ID: after.ID,', filters, 'Limit: limit,'],
    '}',
    'switch p.Sort {',
    'case paging.ByCreatedAt:',
    `return q.${query}ByCreatedAt(ctx, byTime)`,
    'case paging.ByID:',
    `return q.${query}ByID(ctx, byID)`,
    'case paging.ByIDDesc:',
    `return q.${query}ByIDDesc(ctx, sqlcdb.${query}ByIDDescParams(byID))`,
    'case paging.ByCreatedAtDesc:',
    '}',
    `return q.${query}ByCreatedAtDesc(ctx, sqlcdb.${query}ByCreatedAtDescParams(byTime))`,
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
