import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { goFields, isFilter, isSort } from '../fields';
import { sqlName } from '../sql/sql';
import {
  castOf,
  columnOf,
  CURSOR,
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
  const list = (
    { name, column, cast }: SqlcSort,
    way: { ending: string; compare: string; direction: string },
  ): SqlcQuery => ({
    name: `List${plural.pascal}By${name}${way.ending}`,
    command: 'many',
    sql: [
      `SELECT ${read}\nFROM ${table}\nWHERE deleted_at IS NULL\n    AND (`,
      CURSOR,
      '::text IS NULL OR ',
      ...(cast === undefined
        ? [`id ${way.compare} `, ID, '::uuid)']
        : [
            `(${column}, id) ${way.compare} (`,
            CURSOR,
            cast === 'text' ? '::text, ' : `::text::${cast}, `,
            ID,
            '::uuid))',
          ]),
      ...filters(resource),
      `\nORDER BY ${cast === undefined ? '' : `${column}${way.direction}, `}id${
        way.direction
      }\nLIMIT `,
      LIMIT,
      '::bigint',
    ],
  });
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
    ...sortsOf(resource).flatMap(sort => [
      list(sort, { ending: '', compare: '>', direction: '' }),
      list(sort, { ending: 'Desc', compare: '<', direction: ' DESC' }),
    ]),
  ];
}

/** A column by which lists are sorted. */
export interface SqlcSort {
  /** The order as callers name it. */
  readonly sort: string;
  /** The end of the names of its queries. */
  readonly name: string;
  readonly column: string;
  /** The type that the text of a cursor is read as; ids are given as such. */
  readonly cast?: string;
}

/** The columns by which lists of a resource are sorted. */
export function sortsOf(resource: Resource): SqlcSort[] {
  return [
    {
      sort: 'created_at',
      name: 'CreatedAt',
      column: 'created_at',
      cast: 'timestamptz',
    },
    { sort: 'id', name: 'ID', column: 'id' },
    ...goFields(resource)
      .filter(isSort)
      .map(({ field, name, wire }) => ({
        sort: wire,
        name,
        column: sqlName(field.column),
        cast: castOf(field),
      })),
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
