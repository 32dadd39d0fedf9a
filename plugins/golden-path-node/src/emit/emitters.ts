import {
  contributionsOf,
  recent,
  type Resource,
} from '@golden-path/backstage-plugin-golden-path-common';
import { chosenPatterns } from '../plan/chosenPatterns';
import type { EmitContext, Emitter, FileDraft } from '../plan/draft';
import {
  emitConfig,
  envconfigTag,
  envTag,
  type ConfigTag,
} from './config/emitConfig';
import { emitAsyncApi } from './events/emitAsyncApi';
import { emitEvents } from './events/emitEvents';
import { emitFreePorts } from './go/freePorts';
import { emitBatches } from './go/batches';
import { emitDto } from './go/dto';
import { emitFixture } from './go/fixture';
import { emitFollowers } from './go/followers';
import { emitGormRows } from './go/gormRows';
import { emitModel } from './go/model';
import { emitProjected } from './go/projected';
import { emitRows } from './go/rows';
import { emitRules } from './go/rules';
import { emitServers } from './go/servers';
import { emitValidate } from './go/validate';
import { emitContract } from './openapi/contract';
import { emitProto } from './proto/emitProto';
import { emitSqlc } from './sqlc/emitSqlc';
import { emitUpstreams } from './upstreams/emitUpstreams';
import { initialMigration } from './migrations/initial';
import { outboxMigration } from './migrations/outbox';
import {
  printGolangMigrate,
  printGoose,
  type MigrationPrinter,
} from './migrations/printers';

/** A change of one field leaves most resources as they were: those of some forty services. */
const KEPT = 400;

/** One file a resource, of nothing but it; `path` is made of its package name. */
function eachResource(
  fileClass: FileDraft['class'],
  path: (flat: string) => string,
  emit: (module: string, resource: Resource) => string,
): Emitter {
  const known = recent<FileDraft>(KEPT);
  return ({ composition: { service, resources } }: EmitContext) =>
    resources.map(resource => {
      const key = `${service.module} ${textOf(resource)}`;
      const draft = known.get(key) ?? {
        path: path(resource.names.singular.flat),
        class: fileClass,
        content: emit(service.module, resource),
        resource: resource.name,
      };
      known.set(key, draft);
      return draft;
    });
}

const texts = new WeakMap<Resource, string>();

/** All of the resource, as text. */
function textOf(resource: Resource): string {
  const text = texts.get(resource) ?? JSON.stringify(resource);
  texts.set(resource, text);
  return text;
}

/** Fixtures refer to those of other resources. */
const fixtures: Emitter = ({ composition: { service, resources } }) =>
  resources.map(resource => ({
    path: `internal/fixture/${resource.names.singular.flat}.go`,
    class: 'generated',
    content: emitFixture(service.module, resource, resources),
    resource: resource.name,
  }));

function migrations(print: MigrationPrinter): Emitter {
  return ({ composition, pack }) => {
    const { value } = contributionsOf(pack.catalogue, composition, 'schema');
    const { resources } = composition;
    return print(
      initialMigration(resources, value.partitions !== undefined),
    ).map(({ ending, content }) => ({
      path: `migrations/00001_init${ending}`,
      class: 'emitted',
      content,
    }));
  };
}

/** Printed for the tool that is chosen. */
const outbox: Emitter = ({ composition }) => {
  const print = composition.patterns.some(({ id }) => id === 'golang-migrate')
    ? printGolangMigrate
    : printGoose;
  return print(outboxMigration(composition)).map(({ ending, content }) => ({
    path: `migrations/00004_outbox${ending}`,
    class: 'emitted',
    content,
  }));
};

function config(tag: ConfigTag): Emitter {
  return ({ composition: { service, config: keys } }) => [
    {
      path: 'internal/config/config.go',
      class: 'generated',
      content: emitConfig(service.module, keys, tag),
    },
  ];
}

/** The emitters of what depends on resources and settings, by their id. */
export const TYPED_EMITTERS: Readonly<Record<string, Emitter>> = {
  model: eachResource(
    'emitted',
    flat => `internal/${flat}/${flat}.go`,
    emitModel,
  ),
  validate: eachResource(
    'emitted',
    flat => `internal/${flat}/validate.go`,
    emitValidate,
  ),
  rules: eachResource(
    'seed',
    flat => `internal/${flat}/rules.go`,
    (_, resource) => emitRules(resource),
  ),
  rows: eachResource(
    'generated',
    flat => `internal/postgres/${flat}_rows.go`,
    emitRows,
  ),
  'rows-gorm': eachResource(
    'generated',
    flat => `internal/postgres/${flat}_rows.go`,
    emitGormRows,
  ),
  sqlc: emitSqlc,
  batches: eachResource(
    'generated',
    flat => `internal/batches/${flat}.go`,
    emitBatches,
  ),
  dto: eachResource(
    'generated',
    flat => `internal/httpapi/${flat}_dto.go`,
    emitDto,
  ),
  fixture: context => [
    {
      path: 'internal/fixture/ports.go',
      class: 'generated',
      content: emitFreePorts(context.composition.config),
    },
    {
      path: 'internal/fixture/servers.go',
      class: 'generated',
      content: emitServers(
        chosenPatterns(context.pack, context.composition).flatMap(
          ({ tests }) => tests.settings,
        ),
      ),
    },
    ...fixtures(context),
  ],
  upstreams: emitUpstreams,
  proto: emitProto,
  contract: ({ composition, pack }) => {
    const { value, patterns } = contributionsOf(
      pack.catalogue,
      composition,
      'openapi',
    );
    return [
      {
        path: 'api/openapi.yaml',
        class: 'merged',
        content: emitContract(composition, value),
        contributors: patterns,
      },
    ];
  },
  followers: ({ composition }) => [
    {
      path: 'internal/cached/followers.go',
      class: 'generated',
      content: emitFollowers(composition.resources),
    },
  ],
  events: ({ composition: { service, resources } }) =>
    resources.map(resource => ({
      path: `internal/events/${resource.names.singular.flat}.go`,
      class: 'generated',
      content: emitEvents(service, resource),
      resource: resource.name,
    })),
  'outbox-migration': outbox,
  projected: ({ composition: { service, resources } }) =>
    resources.map(resource => ({
      path: `internal/projected/${resource.names.singular.flat}.go`,
      class: 'generated',
      content: emitProjected(service.module, resource),
      resource: resource.name,
    })),
  asyncapi: ({ composition }) => [
    {
      path: 'api/asyncapi.yaml',
      class: 'generated',
      content: emitAsyncApi(composition),
    },
  ],
  'config-env': config(envTag),
  'config-envconfig': config(envconfigTag),
  'migrations-goose': migrations(printGoose),
  'migrations-golang-migrate': migrations(printGolangMigrate),
};
