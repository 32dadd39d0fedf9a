import type {
  Field,
  Resource,
} from '@golden-path/backstage-plugin-golden-path-common';
import { constraintName } from '../sql/columns';
import { joinedName, sqlName } from '../sql/sql';
import {
  paragraph,
  plain,
  type SqlParagraph,
  type SqlStatement,
} from './model';

/** An index of a table. */
export interface Index {
  readonly name: string;
  readonly unique: boolean;
  /** Table, columns and condition. */
  readonly on: string;
}

const LIVING = 'WHERE deleted_at IS NULL';

/** Indexes that keep the values of fields unique. */
export const uniqueIndexes = (resources: readonly Resource[]) =>
  eachField(
    resources,
    ({ unique }) => unique,
    (table, field) => [
      {
        name: constraintName(table, field, 'key'),
        unique: true,
        on: `${sqlName(table)} (${sqlName(field.column)}) ${LIVING}`,
      },
    ],
  );

/** Indexes by which lists of all rows are read. */
export function timeIndexes(resources: readonly Resource[]): Index[] {
  return resources.map(({ names: { plural } }) => ({
    name: joinedName(plural.snake, 'created_at', 'idx'),
    unique: false,
    on: `${sqlName(plural.snake)} (created_at DESC, id DESC) ${LIVING}`,
  }));
}

/** Indexes by which lists of rows with one reference or value are read. */
export const lookupIndexes = (resources: readonly Resource[]) =>
  eachField(resources, isLookup, (table, field) => {
    const column = sqlName(field.column);
    // The database checks references from deleted rows too: one index is whole.
    const some = field.type === 'reference' ? '' : ` ${LIVING}`;
    const byTime = {
      name: constraintName(table, field, 'idx'),
      unique: false,
      on: `${sqlName(table)} (${column}, created_at DESC, id DESC)${some}`,
    };
    if (!isShared(field)) return [byTime];
    return [
      byTime,
      {
        name: constraintName(table, field, 'by_id'),
        unique: false,
        on: `${sqlName(table)} (${column}, id) ${LIVING}`,
      },
    ];
  });

/** Indexes by which lists are sorted by values, all rows or some. */
export function sortIndexes(resources: readonly Resource[]): Index[] {
  return resources.flatMap(({ names, fields }) => {
    const table = names.plural.snake;
    const index = (name: string, columns: readonly string[]): Index => ({
      name,
      unique: false,
      on: `${sqlName(table)} (${[...columns, 'id']
        .map(sqlName)
        .join(', ')}) ${LIVING}`,
    });
    return fields
      .filter(({ sortable }) => sortable)
      .flatMap(({ column }) => [
        index(joinedName(table, column, 'sort'), [column]),
        ...fields
          .filter(isShared)
          .map(lookup =>
            index(joinedName(table, lookup.column, 'by', column), [
              lookup.column,
              column,
            ]),
          ),
      ]);
  });
}

/** All indexes of tables that are made. */
export function indexParagraphs(
  resources: readonly Resource[],
): SqlParagraph[] {
  return [
    ...paragraph(
      ['Values of deleted rows may be used again.'],
      uniqueIndexes(resources).map(createIndex),
    ),
    ...paragraph(
      ['Lists are read by time or by id; both ways round.'],
      timeIndexes(resources).map(createIndex),
    ),
    ...paragraph(
      [
        'Lists of what has one reference or value are read by time or by id too.',
      ],
      lookupIndexes(resources).map(createIndex),
    ),
    ...paragraph(
      ['Lists are sorted by values, with and without such a filter.'],
      sortIndexes(resources).map(createIndex),
    ),
  ];
}

/** Makes an index; writes to the table wait. */
export function createIndex({ name, unique, on }: Index): SqlStatement {
  return plain(`CREATE ${unique ? 'UNIQUE INDEX' : 'INDEX'} ${name} ON ${on};`);
}

/** Whether lists are filtered by it. */
function isLookup({ type }: Field): boolean {
  return type === 'reference' || type === 'enum';
}

/** Whether lists are filtered by it, and many rows have one of its values. */
function isShared(field: Field): boolean {
  return isLookup(field) && !field.unique;
}

function eachField(
  resources: readonly Resource[],
  wanted: (field: Field) => boolean,
  indexes: (table: string, field: Field) => Index[],
): Index[] {
  return resources.flatMap(({ names, fields }) =>
    fields.filter(wanted).flatMap(field => indexes(names.plural.snake, field)),
  );
}
