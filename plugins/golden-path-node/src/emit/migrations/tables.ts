import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { indented, separated } from '../lines';
import { columnCheck, columnDefinition, constraintName } from '../sql/columns';
import { joinedName, sqlName, sqlText } from '../sql/sql';
import { aboutColumn, aboutTable, OWN_COLUMN_COMMENTS } from './comments';
import {
  paragraph,
  plain,
  procedural,
  type SqlParagraph,
  type SqlStatement,
} from './model';

/** The function of the triggers that {@link updatedAtTrigger} makes. */
export const SET_UPDATED_AT = 'set_updated_at';

/** The name of a resource's table, as SQL has it. */
export function tableOf({ names }: Resource): string {
  return sqlName(names.plural.snake);
}

/** The table of a resource, and what its columns mean. */
export function tableParagraphs(
  resource: Resource,
  partitioned: ReadonlySet<string>,
): SqlParagraph[] {
  return [
    ...paragraph([], [createTable(resource, partitioned.has(resource.name))]),
    ...paragraph([], comments(resource)),
  ];
}

/** The first partitions of tables that have some, and where rows go that have none. */
export function firstPartitions(
  resources: readonly Resource[],
  partitioned: ReadonlySet<string>,
): SqlParagraph[] {
  const tables = resources
    .filter(({ name }) => partitioned.has(name))
    .map(({ names }) => sqlText(names.plural.snake));
  return paragraph(
    [
      'Ids begin with the time of their making, so a month is a range of ids. This',
      'month and the next get their partitions here, so that no row has to move when',
      'the service makes those of later months; what has none is in the default.',
    ],
    tables.length === 0 ? [] : [makePartitions(tables)],
  );
}

// In a block, for sqlc would take the partitions for tables of their own.
function makePartitions(tables: readonly string[]): SqlStatement {
  return procedural(
    'DO $$',
    'DECLARE',
    "    month timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');",
    '    first_ids text[] := ARRAY(',
    "        SELECT rpad(lpad(to_hex((extract(epoch FROM month + make_interval(months => n)) * 1000)::bigint), 12, '0'), 32, '0')",
    '        FROM generate_series(0, 2) AS n ORDER BY n);',
    '    whole text;',
    'BEGIN',
    `    FOREACH whole IN ARRAY ARRAY[${tables.join(', ')}] LOOP`,
    "        EXECUTE format('CREATE TABLE %I PARTITION OF %I DEFAULT', whole || '_default', whole);",
    '        FOR n IN 1..2 LOOP',
    "            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',",
    "                whole || to_char(month + make_interval(months => n - 1), '_YYYY_MM'), whole,",
    '                first_ids[n], first_ids[n + 1]);',
    '        END LOOP;',
    '    END LOOP;',
    'END;',
    '$$;',
  );
}

/** Sets updated_at of rows that change. */
export function updatedAtTrigger(resource: Resource): SqlStatement {
  const name = joinedName(resource.names.plural.snake, 'updated_at');
  return plain(
    `CREATE TRIGGER ${name} BEFORE UPDATE ON ${tableOf(
      resource,
    )} FOR EACH ROW EXECUTE FUNCTION ${SET_UPDATED_AT}();`,
  );
}

/** The conditions that a table's columns have to meet, by the names of their constraints. */
export function checks({
  names,
  fields,
}: Resource): { name: string; condition: string }[] {
  return fields.flatMap(field => {
    const condition = columnCheck(field);
    const name = constraintName(names.plural.snake, field, 'check');
    return condition === undefined ? [] : [{ name, condition }];
  });
}

function createTable(resource: Resource, partitioned: boolean) {
  const table = resource.names.plural.snake;
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
        ...checks(resource).map(
          ({ name, condition }) => `CONSTRAINT ${name} CHECK (${condition})`,
        ),
      ]),
    ),
    partitioned ? ') PARTITION BY RANGE (id);' : ');',
  );
}

function comments(resource: Resource) {
  const table = tableOf(resource);
  return [
    plain(`COMMENT ON TABLE ${table} IS ${sqlText(aboutTable(resource))};`),
    ...Object.entries(OWN_COLUMN_COMMENTS).map(([column, text]) =>
      commentOn(table, column, text),
    ),
    ...fieldComments(resource),
  ];
}

/** What the columns of fields mean. */
export function fieldComments(resource: Resource): SqlStatement[] {
  return resource.fields.flatMap(field => {
    const text = aboutColumn(field);
    return text === undefined
      ? []
      : [commentOn(tableOf(resource), field.column, text)];
  });
}

function commentOn(table: string, column: string, text: string): SqlStatement {
  return plain(
    `COMMENT ON COLUMN ${table}.${sqlName(column)} IS ${sqlText(text)};`,
  );
}
