import {
  isRecord,
  type Field,
  type Resource,
} from '@golden-path/backstage-plugin-golden-path-common';
import { constraintName } from '../sql/columns';
import { joinedName, sqlName, sqlText } from '../sql/sql';
import {
  paragraph,
  plain,
  procedural,
  type Migration,
  type SqlParagraph,
  type SqlStatement,
} from './model';
import {
  addForeignKey,
  foreignKeys,
  functionNames,
  softReferences,
} from './references';
import { tableParagraphs } from './tables';

const SET_UPDATED_AT = 'set_updated_at';

/** The first migration: tables, references, indexes and triggers. */
export function initialMigration(
  resources: readonly Resource[],
  partitions = false,
): Migration {
  const keys = foreignKeys(resources);
  const partitioned = new Set(
    partitions ? resources.filter(each => isRecord(each, resources)) : [],
  );
  return {
    up: [
      updatedAtFunction(),
      ...resources.flatMap(resource =>
        tableParagraphs(resource, partitioned.has(resource)),
      ),
      ...paragraph(
        [
          'Ids begin with the time of their making, so a month is a range of ids. The',
          'service makes the partitions of the months; what has none is in the default.',
        ],
        [...partitioned].map(defaultPartition),
      ),
      ...paragraph(
        [
          'References come after all tables, so that they may point in any direction.',
        ],
        keys.map(addForeignKey),
      ),
      ...indexes(resources),
      ...paragraph([], resources.map(updatedAtTrigger)),
      ...softReferences(keys),
    ],
    down: paragraph(
      [],
      [
        plain(`DROP TABLE ${reversed(resources.map(tableOf)).join(', ')};`),
        ...reversed([SET_UPDATED_AT, ...keys.flatMap(functionNames)]).map(
          name => plain(`DROP FUNCTION ${name}();`),
        ),
      ],
    ),
  };
}

// In a block, for sqlc would take the partition for a table of its own.
function defaultPartition({ names }: Resource): SqlStatement {
  const partition = sqlName(joinedName(names.plural.snake, 'default'));
  const create = `CREATE TABLE ${partition} PARTITION OF ${sqlName(
    names.plural.snake,
  )} DEFAULT`;
  return procedural(
    'DO $$',
    'BEGIN',
    `    EXECUTE ${sqlText(create)};`,
    'END;',
    '$$;',
  );
}

function updatedAtFunction(): SqlParagraph {
  return {
    comment: ['Sets updated_at, whoever changes a row.'],
    statements: [
      procedural(
        `CREATE FUNCTION ${SET_UPDATED_AT}() RETURNS trigger LANGUAGE plpgsql AS $$`,
        'BEGIN',
        '    NEW.updated_at := clock_timestamp();',
        '    RETURN NEW;',
        'END;',
        '$$;',
      ),
    ],
  };
}

function updatedAtTrigger(resource: Resource): SqlStatement {
  const name = joinedName(resource.names.plural.snake, 'updated_at');
  return plain(
    `CREATE TRIGGER ${name} BEFORE UPDATE ON ${tableOf(
      resource,
    )} FOR EACH ROW EXECUTE FUNCTION ${SET_UPDATED_AT}();`,
  );
}

function indexes(resources: readonly Resource[]): SqlParagraph[] {
  return [
    ...paragraph(
      ['Values of deleted rows may be used again.'],
      eachField(
        resources,
        ({ unique }) => unique,
        (resource, field) => [uniqueIndex(resource, field)],
      ),
    ),
    ...paragraph(
      ['Lists are read by time or by id; both ways round.'],
      resources.map(timeIndex),
    ),
    ...paragraph(
      [
        'Lists of what has one reference or value are read by time or by id too.',
      ],
      eachField(
        resources,
        ({ type }) => type === 'reference' || type === 'enum',
        lookupIndexes,
      ),
    ),
  ];
}

function uniqueIndex(resource: Resource, field: Field): SqlStatement {
  const name = constraintName(resource.names.plural.snake, field, 'key');
  return plain(
    `CREATE UNIQUE INDEX ${name} ON ${tableOf(resource)} (${sqlName(
      field.column,
    )}) WHERE deleted_at IS NULL;`,
  );
}

function timeIndex(resource: Resource): SqlStatement {
  const name = joinedName(resource.names.plural.snake, 'created_at', 'idx');
  return plain(
    `CREATE INDEX ${name} ON ${tableOf(
      resource,
    )} (created_at DESC, id DESC) WHERE deleted_at IS NULL;`,
  );
}

function lookupIndexes(resource: Resource, field: Field): SqlStatement[] {
  const [table, column] = [tableOf(resource), sqlName(field.column)];
  const [byTime, byId] = ['idx', 'by_id'].map(ending =>
    constraintName(resource.names.plural.snake, field, ending),
  );
  const living = ' WHERE deleted_at IS NULL';
  // The database checks references from deleted rows too: one index is whole.
  const some = field.type === 'reference' ? '' : living;
  return [
    plain(
      `CREATE INDEX ${byTime} ON ${table} (${column}, created_at DESC, id DESC)${some};`,
    ),
    plain(`CREATE INDEX ${byId} ON ${table} (${column}, id)${living};`),
  ];
}

function eachField(
  resources: readonly Resource[],
  wanted: (field: Field) => boolean,
  statements: (resource: Resource, field: Field) => SqlStatement[],
): SqlStatement[] {
  return resources.flatMap(resource =>
    resource.fields
      .filter(wanted)
      .flatMap(field => statements(resource, field)),
  );
}

function tableOf(resource: Resource): string {
  return sqlName(resource.names.plural.snake);
}

function reversed<T>(items: readonly T[]): T[] {
  return [...items].reverse();
}
