import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { goFields, isFilter } from '../fields';
import { sqlName } from '../sql/sql';
import {
  castOf,
  columnOf,
  CREATED_AT,
  ID,
  LIMIT,
  VERSION,
  type SqlcColumn,
} from './columns';

/** SQL with arguments in it. */
type SqlPart = string | SqlcColumn;

/** A query with its name, as a query file of sqlc holds it. */
export interface SqlcQuery {
  readonly name: string;
  readonly command: 'one' | 'many' | 'execrows';
  readonly sql: readonly SqlPart[];
}

/** The queries of a resource; sqlc prints them in the order of their names. */
export function queriesOf(resource: Resource): SqlcQuery[] {
  const { singular, plural } = resource.names;
  const table = sqlName(plural.snake);
  const columns = resource.fields.map(columnOf);
  const read = readColumns(resource);
  const list = (by: string, place: SqlPart[], order: string): SqlcQuery => ({
    name: `List${plural.pascal}${by}`,
    command: 'many',
    sql: [
      `SELECT ${read}\nFROM ${table}\nWHERE deleted_at IS NULL\n    AND `,
      ...place,
      ...filters(resource),
      `\nORDER BY ${order}\nLIMIT `,
      LIMIT,
      '::bigint',
    ],
  });
  const byTime = (compare: string): SqlPart[] => [
    `(created_at, id) ${compare} (`,
    CREATED_AT,
    '::timestamptz, ',
    ID,
    '::uuid)',
  ];
  const byId = (compare: string): SqlPart[] => [`id ${compare} `, ID, '::uuid'];
  return [
    {
      name: `Insert${singular.pascal}`,
      command: 'one',
      sql: [
        `INSERT INTO ${table} (${[ID, ...columns]
          .map(({ name }) => sqlName(name))
          .join(', ')})\nVALUES (`,
        ...joined([ID, ...columns].map(column => [column])),
        `)\nRETURNING ${read}`,
      ],
    },
    {
      name: `Get${singular.pascal}`,
      command: 'one',
      sql: [
        `SELECT ${read}\nFROM ${table}\nWHERE id = `,
        ID,
        ' AND deleted_at IS NULL',
      ],
    },
    {
      name: `Update${singular.pascal}`,
      command: 'one',
      sql: [
        `UPDATE ${table}\nSET version = version + 1, `,
        ...joined(
          columns.map(column => [`${sqlName(column.name)} = `, column]),
        ),
        ...inVersionSeen(),
        `\nRETURNING ${read}`,
      ],
    },
    {
      name: `Delete${singular.pascal}`,
      command: 'execrows',
      sql: [
        `UPDATE ${table}\nSET version = version + 1, deleted_at = now()`,
        ...inVersionSeen(),
      ],
    },
    list('ByCreatedAt', byTime('>'), 'created_at, id'),
    list('ByCreatedAtDesc', byTime('<'), 'created_at DESC, id DESC'),
    list('ByID', byId('>'), 'id'),
    list('ByIDDesc', byId('<'), 'id DESC'),
  ];
}

/** Every column of the table in its order: sqlc returns the table's own type then. */
function readColumns({ fields }: Resource): string {
  const own = ['id', 'version', 'created_at', 'updated_at', 'deleted_at'];
  return [...own, ...fields.map(({ column }) => sqlName(column))].join(', ');
}

function inVersionSeen(): SqlPart[] {
  return [
    '\nWHERE id = ',
    ID,
    ' AND version = ',
    VERSION,
    ' AND deleted_at IS NULL',
  ];
}

function filters(resource: Resource): SqlPart[] {
  return goFields(resource)
    .filter(isFilter)
    .flatMap(({ field }) => {
      const argument = { ...columnOf(field), nullable: true };
      const cast = `::${castOf(field)}`;
      return [
        '\n    AND (',
        argument,
        `${cast} IS NULL OR ${sqlName(field.column)} = `,
        argument,
        `${cast})`,
      ];
    });
}

function joined(parts: readonly SqlPart[][]): SqlPart[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [', ', ...part]));
}

/** The arguments of a query in the order of their numbers. */
export function argumentsOf({ sql }: SqlcQuery): SqlcColumn[] {
  const found = new Map<string, SqlcColumn>();
  for (const part of sql) {
    if (typeof part !== 'string' && !found.has(part.name)) {
      found.set(part.name, part);
    }
  }
  return [...found.values()];
}
