import type {
  Field,
  Resource,
} from '@golden-path/backstage-plugin-golden-path-common';
import { constraintName } from '../sql/columns';
import { sqlName, sqlText } from '../sql/sql';
import {
  plain,
  procedural,
  type SqlParagraph,
  type SqlStatement,
} from './model';

/** A field that refers to a row of another table. */
export interface ForeignKey {
  readonly field: Field;
  readonly onDelete: 'refuse' | 'cascade' | 'clear';
  /** Table and column that refer. */
  readonly table: string;
  readonly column: string;
  /** Table that is referred to. */
  readonly target: string;
}

/** The references of all resources, in order. */
export function foreignKeys(resources: readonly Resource[]): ForeignKey[] {
  const tables = new Map(
    resources.map(({ name, names }) => [name, names.plural.snake]),
  );
  return resources.flatMap(({ names, fields }) =>
    fields.flatMap(field => {
      const target = field.reference && tables.get(field.reference.resource);
      return field.reference && target !== undefined
        ? [
            {
              field,
              onDelete: field.reference.onDelete,
              table: names.plural.snake,
              column: field.column,
              target,
            },
          ]
        : [];
    }),
  );
}

/** The constraint that the database checks by itself. */
export function addForeignKey(key: ForeignKey): SqlStatement {
  return plain(
    `ALTER TABLE ${sqlName(key.table)} ADD ${foreignKeyClause(key)};`,
  );
}

/** The constraint, as it follows ADD. */
export function foreignKeyClause(key: ForeignKey): string {
  return `CONSTRAINT ${foreignKeyName(key)} FOREIGN KEY (${sqlName(
    key.column,
  )}) REFERENCES ${sqlName(key.target)} (id)`;
}

/** Triggers that {@link softReferences} make, with their tables; their functions have the same names. */
export function triggersOf(key: ForeignKey): { name: string; table: string }[] {
  const [live = '', deletion = ''] = functionNames(key);
  return [
    { name: live, table: key.table },
    { name: deletion, table: key.target },
  ];
}

/** Functions that {@link softReferences} make. */
export function functionNames(key: ForeignKey): string[] {
  return [
    constraintName(key.table, key.field, 'live'),
    constraintName(key.table, key.field, key.onDelete),
  ];
}

const ABOUT = [
  'A foreign key does not see that a row is deleted, so these triggers do. What',
  'refers locks what it refers to against deletion until it is committed.',
];

/** The triggers that keep references to living rows, under soft deletion. */
export function softReferences(keys: readonly ForeignKey[]): SqlParagraph[] {
  return keys.flatMap((key, index) => [
    { comment: index === 0 ? ABOUT : [], statements: [liveFunction(key)] },
    { comment: [], statements: [liveTrigger(key)] },
    { comment: [], statements: [deletionFunction(key)] },
    { comment: [], statements: [deletionTrigger(key)] },
  ]);
}

function liveFunction(key: ForeignKey): SqlStatement {
  const column = sqlName(key.column);
  return triggerFunction(constraintName(key.table, key.field, 'live'), [
    `PERFORM 1 FROM ${sqlName(
      key.target,
    )} WHERE id = NEW.${column} AND deleted_at IS NULL FOR KEY SHARE;`,
    'IF NOT FOUND THEN',
    '    RAISE foreign_key_violation USING',
    `        MESSAGE = ${sqlText(
      `${key.table}.${key.column} refers to a row of ${key.target} that does not exist`,
    )},`,
    `        CONSTRAINT = ${sqlText(foreignKeyName(key))};`,
    'END IF;',
  ]);
}

function liveTrigger(key: ForeignKey): SqlStatement {
  const name = constraintName(key.table, key.field, 'live');
  const column = sqlName(key.column);
  return plain(
    `CREATE TRIGGER ${name} BEFORE INSERT OR UPDATE OF ${column} ON ${sqlName(
      key.table,
    )} FOR EACH ROW`,
    `    WHEN (NEW.${column} IS NOT NULL AND NEW.deleted_at IS NULL) EXECUTE FUNCTION ${name}();`,
  );
}

function deletionFunction(key: ForeignKey): SqlStatement {
  const body = { refuse, cascade, clear }[key.onDelete](key);
  return triggerFunction(constraintName(key.table, key.field, key.onDelete), [
    `PERFORM 1 FROM ${sqlName(key.target)} WHERE id = OLD.id FOR UPDATE;`,
    ...body,
  ]);
}

// Only refusing comes before the deletion: what changes other rows must find
// the row deleted, or a row that refers to itself would change twice.
function deletionTrigger(key: ForeignKey): SqlStatement {
  const name = constraintName(key.table, key.field, key.onDelete);
  const when = key.onDelete === 'refuse' ? 'BEFORE' : 'AFTER';
  return plain(
    `CREATE TRIGGER ${name} ${when} UPDATE OF deleted_at ON ${sqlName(
      key.target,
    )} FOR EACH ROW`,
    `    WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION ${name}();`,
  );
}

function refuse(key: ForeignKey): string[] {
  const itself = key.table === key.target ? ' AND id <> OLD.id' : '';
  return [
    `IF EXISTS (SELECT 1 FROM ${sqlName(key.table)} WHERE ${sqlName(
      key.column,
    )} = OLD.id AND deleted_at IS NULL${itself}) THEN`,
    '    RAISE restrict_violation USING',
    `        MESSAGE = ${sqlText(
      `a row of ${key.target} is referred to by ${key.table}.${key.column}`,
    )},`,
    `        CONSTRAINT = ${sqlText(foreignKeyName(key))};`,
    'END IF;',
  ];
}

function cascade(key: ForeignKey): string[] {
  return changeReferring(key, 'deleted_at = NEW.deleted_at');
}

function clear(key: ForeignKey): string[] {
  return changeReferring(key, `${sqlName(key.column)} = NULL`);
}

function changeReferring(key: ForeignKey, change: string): string[] {
  return [
    `UPDATE ${sqlName(key.table)} SET ${change}, version = version + 1`,
    `    WHERE ${sqlName(key.column)} = OLD.id AND deleted_at IS NULL;`,
  ];
}

function triggerFunction(name: string, body: readonly string[]): SqlStatement {
  return procedural(
    `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$`,
    'BEGIN',
    ...body.map(line => `    ${line}`),
    '    RETURN NEW;',
    'END;',
    '$$;',
  );
}

/** The name of the constraint. */
export function foreignKeyName(key: ForeignKey): string {
  return constraintName(key.table, key.field, 'fkey');
}
