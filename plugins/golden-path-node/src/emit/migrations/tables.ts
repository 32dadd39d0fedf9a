import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { indented, separated } from '../lines';
import { columnCheck, columnDefinition, constraintName } from '../sql/columns';
import { joinedName, sqlName, sqlText } from '../sql/sql';
import { paragraph, plain, type SqlParagraph } from './model';

/** The table of a resource, and what its columns mean. */
export function tableParagraphs(resource: Resource): SqlParagraph[] {
  return [
    ...paragraph([], [createTable(resource)]),
    ...paragraph([], comments(resource)),
  ];
}

function createTable(resource: Resource) {
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
    ');',
  );
}

function comments({ names, description, fields }: Resource) {
  const table = sqlName(names.plural.snake);
  const onColumn = (column: string, text: string) =>
    plain(`COMMENT ON COLUMN ${table}.${sqlName(column)} IS ${sqlText(text)};`);
  const about = [
    `${names.plural.sentence}.`,
    ...(description === '' ? [] : [ended(description)]),
    'Rows with deleted_at are deleted.',
  ];
  return [
    plain(`COMMENT ON TABLE ${table} IS ${sqlText(about.join(' '))};`),
    onColumn('id', 'UUID version 7, made by the service.'),
    onColumn('version', 'Grows with each change; the ETag of the API.'),
    onColumn('deleted_at', 'Time of the deletion, null while the row lives.'),
    ...fields
      .filter(field => field.description !== '')
      .map(field => onColumn(field.column, ended(field.description))),
  ];
}

/** Prose with a full stop, unless it ends in one already. */
function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
