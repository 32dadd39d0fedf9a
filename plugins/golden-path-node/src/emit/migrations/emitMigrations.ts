import {
  contributionsOf,
  madeRecords,
  resourcesAt,
  versionsOf,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Composition } from '@golden-path/backstage-plugin-golden-path-common';
import type { Emitter, FileDraft } from '../../plan/draft';
import { initialMigration } from './initial';
import { laterMigrations } from './later';
import type { Migration } from './model';
import { outboxMigration } from './outbox';
import { printGolangMigrate, printGoose } from './printers';

/**
 * The migrations of all versions of the schema. What is there once is never
 * written in another way: a version has numbers of its own, from 2001 on for the
 * second, behind those of the first and of the patterns.
 */
export const emitMigrations: Emitter = ({ composition, pack }) => {
  const { service, resources } = composition;
  const { value } = contributionsOf(pack.catalogue, composition, 'schema');
  const records = value.partitions ? madeRecords(resources) : [];
  const around = {
    service,
    partitioned: new Set(records.map(({ name }) => name)),
    recorded: has(composition, 'outbox'),
    concurrent: !has(composition, 'golang-migrate'),
  };
  const [, ...later] = versionsOf(resources);
  return [
    ...files(
      composition,
      '00001_init',
      initialMigration(resourcesAt(resources, 1), around.partitioned),
    ),
    ...later.flatMap(version =>
      laterMigrations(resources, version, around).flatMap(
        ({ name, migration }, index) =>
          files(
            composition,
            `${String(version * 1000 + index + 1).padStart(5, '0')}_${name}`,
            migration,
          ),
      ),
    ),
  ];
};

/** The migration of the outbox. */
export const emitOutbox: Emitter = ({ composition }) => {
  const { service, resources } = composition;
  return files(
    composition,
    '00004_outbox',
    outboxMigration(service, resourcesAt(resources, 1)),
  );
};

/** Printed for the tool that is chosen. */
function files(
  composition: Composition,
  name: string,
  migration: Migration,
): FileDraft[] {
  const print = has(composition, 'golang-migrate')
    ? printGolangMigrate
    : printGoose;
  return print(migration).map(({ ending, content }) => ({
    path: `migrations/${name}${ending}`,
    class: 'emitted',
    content,
  }));
}

function has({ patterns }: Composition, pattern: string): boolean {
  return patterns.some(({ id }) => id === pattern);
}
