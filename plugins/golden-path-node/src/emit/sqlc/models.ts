import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { fileText, paragraphs, type Text } from '../lines';
import {
  aboutColumn,
  aboutTable,
  OWN_COLUMN_COMMENTS,
} from '../migrations/comments';
import {
  columnOf,
  CREATED_AT,
  goType,
  ID,
  VERSION,
  type SqlcColumn,
} from './columns';
import { sqlcName, type Renames } from './goNames';
import { header, sqlcImports } from './header';

/** `internal/postgres/sqlcdb/models.go`: a struct a table. */
export function emitModels(
  resources: readonly Resource[],
  renames: Renames,
): string {
  const tables = resources
    .map(resource => ({
      name: sqlcName(resource.names.plural.snake, renames),
      comment: aboutTable(resource),
      columns: columnsOf(resource),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const imports = tables.flatMap(({ columns }) =>
    columns.flatMap(({ type }) => type.imports),
  );
  return fileText(
    paragraphs(
      header(),
      sqlcImports(imports),
      ...tables.map(({ name, comment, columns }) => [
        commented(comment),
        `type ${name} struct {`,
        columns.map(column => member(column, renames)),
        '}',
      ]),
    ),
  );
}

function columnsOf({ fields }: Resource): SqlcColumn[] {
  const own = [
    ID,
    VERSION,
    CREATED_AT,
    { ...CREATED_AT, name: 'updated_at' },
    { ...CREATED_AT, name: 'deleted_at', nullable: true },
  ].map(column => ({ ...column, comment: OWN_COLUMN_COMMENTS[column.name] }));
  return [
    ...own,
    ...fields.map(field => ({
      ...columnOf(field),
      comment: aboutColumn(field),
    })),
  ];
}

function member(column: SqlcColumn, renames: Renames): Text {
  return [
    commented(column.comment),
    `${sqlcName(column.name, renames)} ${goType(column)}`,
  ];
}

function commented(text: string | undefined): Text {
  return text !== undefined && text.split('\n').map(line => `// ${line}`);
}
