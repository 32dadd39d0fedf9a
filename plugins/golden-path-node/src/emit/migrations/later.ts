import type {
  Composition,
  Resource,
} from '@golden-path/backstage-plugin-golden-path-common';
import { resourcesAt } from '@golden-path/backstage-plugin-golden-path-common';
import { indented, separated } from '../lines';
import { columnDefinition } from '../sql/columns';
import { sqlName } from '../sql/sql';
import {
  createIndex,
  indexParagraphs,
  lookupIndexes,
  sortIndexes,
  uniqueIndexes,
  type Index,
} from './indexes';
import { paragraph, plain, type Migration, type SqlStatement } from './model';
import { recordChanges } from './outbox';
import {
  addForeignKey,
  foreignKeyClause,
  foreignKeyName,
  foreignKeys,
  softReferences,
  triggersOf,
  type ForeignKey,
} from './references';
import {
  checks,
  firstPartitions,
  fieldComments,
  tableOf,
  tableParagraphs,
  updatedAtTrigger,
} from './tables';

/** What later migrations depend on beside the resources. */
export interface Surroundings {
  readonly service: Composition['service'];
  /** Resources whose tables are partitioned. */
  readonly partitioned: ReadonlySet<string>;
  /** Whether an outbox records the changes of rows. */
  readonly recorded: boolean;
  /** Whether the tool runs migrations outside of transactions if asked to. */
  readonly concurrent: boolean;
}

/** What comes to a schema in one version. */
interface Addition {
  /** Resources that are new. */
  readonly made: readonly Resource[];
  /** Resources that were there, with nothing but their new fields. */
  readonly grown: readonly Resource[];
  /** References that are new. */
  readonly keys: readonly ForeignKey[];
  /** The resources as they were, and as they are now. */
  readonly before: readonly Resource[];
  readonly after: readonly Resource[];
}

/**
 * The migrations of a later version of the schema, each with its name. They only
 * add, so that the version of the service before can go on beside them: first
 * what no row is read for, then what is checked or built while rows change.
 */
export function laterMigrations(
  resources: readonly Resource[],
  version: number,
  around: Surroundings,
): { readonly name: string; readonly migration: Migration }[] {
  const addition = additionOf(resources, version);
  return [
    { name: 'expand', migration: expand(addition, around) },
    { name: 'validate', migration: validate(addition, around) },
    { name: 'indexes', migration: indexes(addition, around) },
  ].filter(({ migration }) => migration.up.length > 0);
}

function additionOf(resources: readonly Resource[], version: number): Addition {
  const before = resourcesAt(resources, version - 1);
  const after = resourcesAt(resources, version);
  const known = new Map(before.map(each => [each.name, each.fields.length]));
  const old = new Set(foreignKeys(before).map(foreignKeyName));
  return {
    before,
    after,
    made: after.filter(({ name }) => !known.has(name)),
    grown: after
      .filter(({ name }) => known.has(name))
      .map(each => ({
        ...each,
        fields: each.fields.slice(known.get(each.name)),
      }))
      .filter(({ fields }) => fields.length > 0),
    keys: foreignKeys(after).filter(key => !old.has(foreignKeyName(key))),
  };
}

function expand(addition: Addition, around: Surroundings): Migration {
  const { made, grown, keys } = addition;
  const { partitioned } = around;
  const tables = new Set(made.map(({ names }) => names.plural.snake));
  const isMade = ({ table }: ForeignKey) => tables.has(table);
  return {
    up: [
      ...made.flatMap(resource => tableParagraphs(resource, partitioned)),
      ...firstPartitions(made, partitioned),
      ...paragraph(
        ['What is not valid yet is checked for new rows alone.'],
        grown.map(resource => addColumns(resource, addition, around)),
      ),
      ...paragraph([], grown.flatMap(fieldComments)),
      ...paragraph([], keys.filter(isMade).map(addForeignKey)),
      ...indexParagraphs(made),
      ...paragraph([], atOnce(addition, around).map(createIndex)),
      ...paragraph([], made.map(updatedAtTrigger)),
      ...softReferences(keys),
      ...paragraph([], recording(addition, around)),
    ],
    down: paragraph(
      [],
      [
        ...recordingBefore(addition, around),
        ...keys
          .flatMap(triggersOf)
          .map(({ name, table }) =>
            plain(`DROP TRIGGER ${name} ON ${sqlName(table)};`),
          ),
        ...keys
          .flatMap(triggersOf)
          .map(({ name }) => plain(`DROP FUNCTION ${name}();`)),
        ...grown.map(dropColumns),
        ...(made.length > 0
          ? [plain(`DROP TABLE ${made.map(tableOf).reverse().join(', ')};`)]
          : []),
      ],
    ),
  };
}

function addColumns(
  resource: Resource,
  { keys }: Addition,
  { partitioned }: Surroundings,
): SqlStatement {
  const valid = partitioned.has(resource.name) ? '' : ' NOT VALID';
  const own = keys.filter(({ table }) => table === resource.names.plural.snake);
  return plain(
    `ALTER TABLE ${tableOf(resource)}`,
    ...indented(
      '    ',
      separated(',', [
        ...resource.fields.map(
          field => `ADD COLUMN ${columnDefinition(field)}`,
        ),
        ...checks(resource).map(
          ({ name, condition }) =>
            `ADD CONSTRAINT ${name} CHECK (${condition})${valid}`,
        ),
        ...own.map(key => `ADD ${foreignKeyClause(key)}${valid}`),
      ]),
    ).map((line, index, all) => (index === all.length - 1 ? `${line};` : line)),
  );
}

function dropColumns(resource: Resource): SqlStatement {
  const columns = resource.fields
    .map(({ column }) => `DROP COLUMN ${sqlName(column)}`)
    .reverse();
  return plain(`ALTER TABLE ${tableOf(resource)} ${columns.join(', ')};`);
}

/** Resources whose rows stay writable while they are read for what is new. */
function unpartitioned(
  { grown }: Addition,
  { partitioned }: Surroundings,
): Resource[] {
  return grown.filter(({ name }) => !partitioned.has(name));
}

function validate(addition: Addition, around: Surroundings): Migration {
  const statements = unpartitioned(addition, around).flatMap(resource => {
    const { snake } = resource.names.plural;
    const names = [
      ...checks(resource).map(({ name }) => name),
      ...addition.keys
        .filter(({ table }) => table === snake)
        .map(foreignKeyName),
    ];
    return names.map(name =>
      plain(`ALTER TABLE ${tableOf(resource)} VALIDATE CONSTRAINT ${name};`),
    );
  });
  return {
    up: paragraph(
      ['Reads the rows that were there before; they can be changed meanwhile.'],
      statements,
    ),
    down: [],
  };
}

function indexes(addition: Addition, around: Surroundings): Migration {
  const found = newIndexes(addition, unpartitioned(addition, around));
  const { concurrent: alone } = around;
  return {
    alone,
    up: alone
      ? paragraph(
          [
            'Rows can be changed meanwhile. What a try that failed has left is dropped.',
          ],
          found.flatMap(index => [drop(index), createConcurrently(index)]),
        )
      : paragraph([], found.map(createIndex)),
    down: paragraph(
      [],
      [...found]
        .reverse()
        .map(index =>
          alone ? drop(index) : plain(`DROP INDEX ${index.name};`),
        ),
    ),
  };
}

/** Indexes of tables in partitions: those can be made in no other way. */
function atOnce(
  addition: Addition,
  { partitioned }: Surroundings,
): readonly Index[] {
  const { grown } = addition;
  return newIndexes(
    addition,
    grown.filter(({ name }) => partitioned.has(name)),
  );
}

/** Indexes that the tables of some resources did not have. */
function newIndexes(
  { before, after }: Addition,
  grown: readonly Resource[],
): Index[] {
  const names = new Set(grown.map(({ name }) => name));
  const indexesOf = (resources: readonly Resource[]) => {
    const theirs = resources.filter(({ name }) => names.has(name));
    return [uniqueIndexes, lookupIndexes, sortIndexes].flatMap(made =>
      made(theirs),
    );
  };
  const had = new Set(indexesOf(before).map(({ name }) => name));
  return indexesOf(after).filter(({ name }) => !had.has(name));
}

function createConcurrently({ name, unique, on }: Index): SqlStatement {
  return plain(
    `CREATE ${unique ? 'UNIQUE ' : ''}INDEX CONCURRENTLY ${name} ON ${on};`,
  );
}

function drop({ name }: Index): SqlStatement {
  return plain(`DROP INDEX CONCURRENTLY IF EXISTS ${name};`);
}

/** Resources of which something else is recorded than before. */
function recordedAnew({ grown }: Addition): Set<string> {
  return new Set(
    grown
      .filter(({ fields }) => fields.some(({ type }) => type === 'decimal'))
      .map(({ name }) => name),
  );
}

function recording(
  addition: Addition,
  { service, recorded }: Surroundings,
): SqlStatement[] {
  if (!recorded) return [];
  const anew = recordedAnew(addition);
  return [
    ...addition.made.map(resource => recordChanges(service, resource)),
    ...addition.after
      .filter(({ name }) => anew.has(name))
      .map(resource => recordChanges(service, resource, { replacing: true })),
  ];
}

function recordingBefore(
  addition: Addition,
  { service, recorded }: Surroundings,
): SqlStatement[] {
  if (!recorded) return [];
  const anew = recordedAnew(addition);
  return addition.before
    .filter(({ name }) => anew.has(name))
    .map(resource => recordChanges(service, resource, { replacing: true }));
}
