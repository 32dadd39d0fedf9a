import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { indented, separated } from '../lines';
import { columnCheck, columnDefinition, constraintName } from '../sql/columns';
import { joinedName, sqlName, sqlText } from '../sql/sql';
import { aboutColumn, aboutTable, OWN_COLUMN_COMMENTS } from './comments';
import { paragraph, plain, type SqlParagraph } from './model';

/** The table of a resource, and what its columns mean. */
export function tableParagraphs(
  resource: Resource,
  partitioned: boolean,
): SqlParagraph[] {
  return [
    ...paragraph([], [createTable(resource, partitioned)]),
    ...paragraph([], comments(resource)),
  ];
}

function createTable(resource: Resource, partitioned: boolean) {
  const table = resource.names.plural.snake;
  const checks = resource.fields.flatMap(field => {
    const check = columnCheck(field);
    return check === undefined
      ? []
      : [
          `CONSTRAINT ${constraintName(
            table,
            field,
            'check',
          )} CHECK (${check})`,
        ];
  });
  return plain(
    `CREATE TABLE ${sqlName(table)} (`,
    ...indented(
      '    ',
      separated(',', [
        'id uuid NOT NULL',
        'version bigint NOT NULL DEFAULT 1',
        'created_at timestamptz NOT NULL DEFAULT clock_timestamp()',
        'updated_at timestamptz NOT NULL DEFAULT clock_timestamp()',
        'deleted_at timestamptz',
        ...resource.fields.map(columnDefinition),
        `CONSTRAINT ${joinedName(table, 'pkey')} PRIMARY KEY (id)`,
        ...checks,
      ]),
    ),
    partitioned ? ') PARTITION BY RANGE (id);' : ');',
  );
}

function comments(resource: Resource) {
  const table = sqlName(resource.names.plural.snake);
  const onColumn = (column: string, text: string) =>
    plain(`COMMENT ON COLUMN ${table}.${sqlName(column)} IS ${sqlText(text)};`);
  return [
    plain(`COMMENT ON TABLE ${table} IS ${sqlText(aboutTable(resource))};`),
    ...Object.entries(OWN_COLUMN_COMMENTS).map(([column, text]) =>
      onColumn(column, text),
    ),
    ...resource.fields.flatMap(field => {
      const text = aboutColumn(field);
      return text === undefined ? [] : [onColumn(field.column, text)];
    }),
  ];
}
