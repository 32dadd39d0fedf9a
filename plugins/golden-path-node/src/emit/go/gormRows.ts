import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { goFields, isFilter, SHAPES, type GoField } from '../fields';
import { fileText, paragraphs, type Text } from '../lines';
import { columnType } from '../sql/columns';
import { constraints } from './constraints';
import { GENERATED, goText, imports } from './go';
import type { GoPackage } from './packages';

/** Members that every row has, with the tags that say who sets them. */
const OWN_MEMBERS: Text = [
  'ID uuid.UUID `gorm:"column:id;primaryKey"`',
  'Version int64 `gorm:"column:version;<-:update"`',
  'CreatedAt time.Time `gorm:"column:created_at;->"`',
  'UpdatedAt time.Time `gorm:"column:updated_at;->"`',
  'DeletedAt gorm.DeletedAt `gorm:"column:deleted_at;<-:update"`',
];

/** `internal/postgres/order_rows.go` for GORM: the row and what fills it. */
export function emitGormRows(module: string, resource: Resource): string {
  const fields = goFields(resource);
  const { flat } = resource.names.singular;
  const needs: GoPackage[] = [
    'gorm',
    'pgdb',
    'time',
    'uuid',
    ...fields.flatMap(field =>
      field.field.type === 'list'
        ? (['gormdb'] as const)
        : SHAPES[field.field.type].type(field, '').imports,
    ),
  ];
  return fileText(
    paragraphs(
      [GENERATED],
      ['package postgres'],
      imports(module, needs, [`internal/${flat}`]),
      [
        `const ${resource.names.singular.camel}Table = ${goText(
          resource.names.plural.snake,
        )}`,
      ],
      row(resource, fields),
      constraints(resource, fields),
      rowOf(resource, fields),
      value(resource, fields),
      changes(resource, fields),
      filter(resource, fields),
    ),
  );
}

function row({ names }: Resource, fields: GoField[]): Text {
  const { camel, flat } = names.singular;
  return [
    `// ${camel}Row is a row of the table. The database makes what is not created.`,
    `type ${camel}Row struct {`,
    OWN_MEMBERS,
    fields.map(field => member(field, `${flat}.`)),
    '}',
  ];
}

function member(field: GoField, of: string): string {
  const { code } = SHAPES[field.field.type].type(field, of);
  const column = `column:${field.field.column}`;
  return field.field.type === 'list'
    ? `${field.name} gormdb.List[${code.slice(
        2,
      )}] \`gorm:"${column};type:${columnType(field.field)}"\``
    : `${field.name} ${field.nullable ? '*' : ''}${code} \`gorm:"${column}"\``;
}

function rowOf({ names }: Resource, fields: GoField[]): Text {
  const { camel, flat, pascal } = names.singular;
  return [
    `func ${camel}RowOf(v ${flat}.${pascal}) ${camel}Row {`,
    `return ${camel}Row{`,
    ['ID', ...fields.map(({ name }) => name)].map(
      name => `${name}: v.${name},`,
    ),
    '}',
    '}',
  ];
}

function value({ names }: Resource, fields: GoField[]): Text {
  const { camel, flat, pascal } = names.singular;
  const own = ['ID', 'Version', 'CreatedAt', 'UpdatedAt'];
  return [
    `func (r ${camel}Row) value() ${flat}.${pascal} {`,
    `return ${flat}.${pascal}{`,
    [...own, ...fields.map(({ name }) => name)].map(
      name => `${name}: r.${name},`,
    ),
    '}',
    '}',
  ];
}

function changes({ names }: Resource, fields: GoField[]): Text {
  return [
    '// changes are the columns that an update sets.',
    `func (r ${names.singular.camel}Row) changes() map[string]any {`,
    'return map[string]any{',
    '"version": gorm.Expr("version + 1"),',
    fields.map(({ field, name }) => `${goText(field.column)}: r.${name},`),
    '}',
    '}',
  ];
}

function filter({ names }: Resource, fields: GoField[]): Text {
  const { flat, pascal } = names.singular;
  const kept = fields.filter(isFilter);
  return [
    `func filter${pascal}(${
      kept.length > 0 ? 'f' : '_'
    } ${flat}.Filter) map[string]any {`,
    kept.length > 0
      ? [
          'where := map[string]any{}',
          kept.map(({ field, name }) => [
            `if f.${name} != nil {`,
            `where[${goText(field.column)}] = *f.${name}`,
            '}',
          ]),
          'return where',
        ]
      : 'return nil',
    '}',
  ];
}
