import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { indexParagraphs } from './indexes';
import {
  paragraph,
  plain,
  procedural,
  type Migration,
  type SqlParagraph,
} from './model';
import {
  addForeignKey,
  foreignKeys,
  functionNames,
  softReferences,
} from './references';
import {
  firstPartitions,
  SET_UPDATED_AT,
  tableOf,
  tableParagraphs,
  updatedAtTrigger,
} from './tables';

/** The first migration: tables, references, indexes and triggers. */
export function initialMigration(
  resources: readonly Resource[],
  partitioned: ReadonlySet<string>,
): Migration {
  const keys = foreignKeys(resources);
  return {
    up: [
      updatedAtFunction(),
      ...resources.flatMap(resource => tableParagraphs(resource, partitioned)),
      ...firstPartitions(resources, partitioned),
      ...paragraph(
        [
          'References come after all tables, so that they may point in any direction.',
        ],
        keys.map(addForeignKey),
      ),
      ...indexParagraphs(resources),
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

function reversed<T>(items: readonly T[]): T[] {
  return [...items].reverse();
}
