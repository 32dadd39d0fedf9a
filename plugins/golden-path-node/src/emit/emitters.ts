import {
  contributionsOf,
  type Composition,
  type Resource,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Pack } from '../pack/pack';
import { chosenPatterns } from '../plan/chosenPatterns';
import type { Emitter, FileDraft } from '../plan/draft';
import { V1, V2, type ApiVersion } from './apiVersion';
import {
  emitConfig,
  envconfigTag,
  envTag,
  type ConfigTag,
} from './config/emitConfig';
import { eachResource } from './eachResource';
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
import { emitEventItem } from './proto/eventItem';
import { emitSqlc } from './sqlc/emitSqlc';
import { emitGateway } from './upstreams/emitGateway';
import { published } from './upstreams/includes';
import { emitUpstreams } from './upstreams/emitUpstreams';
import { emitMigrations, emitOutbox } from './migrations/emitMigrations';

/** One file a resource; `path` is made of its package name. */
function fileOfEach(
  fileClass: FileDraft['class'],
  path: (flat: string) => string,
  emit: (module: string, resource: Resource) => string,
): Emitter {
  return eachResource(({ module }, resource) => [
    {
      path: path(resource.names.singular.flat),
      class: fileClass,
      content: emit(module, resource),
      resource: resource.name,
    },
  ]);
}

const fixtures = fileOfEach(
  'generated',
  flat => `internal/fixture/${flat}.go`,
  emitFixture,
);

function contract(
  pack: Pack,
  composition: Composition,
  offered: Parameters<typeof emitContract>[1],
  streams?: Parameters<typeof emitContract>[3],
): FileDraft[] {
  const { value, patterns } = contributionsOf(
    pack.catalogue,
    composition,
    'openapi',
  );
  return [
    {
      path: 'api/openapi.yaml',
      class: 'merged',
      content: emitContract(composition.service, offered, value, streams),
      contributors: patterns,
    },
  ];
}

function dto(version: ApiVersion): Emitter {
  return fileOfEach(
    'generated',
    flat => `internal/${version.package}/${flat}_dto.go`,
    (module, resource) => emitDto(module, resource, version),
  );
}

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
  model: fileOfEach(
    'emitted',
    flat => `internal/${flat}/${flat}.go`,
    emitModel,
  ),
  validate: fileOfEach(
    'emitted',
    flat => `internal/${flat}/validate.go`,
    emitValidate,
  ),
  rules: fileOfEach(
    'seed',
    flat => `internal/${flat}/rules.go`,
    (_, resource) => emitRules(resource),
  ),
  rows: fileOfEach(
    'generated',
    flat => `internal/postgres/${flat}_rows.go`,
    emitRows,
  ),
  'rows-gorm': fileOfEach(
    'generated',
    flat => `internal/postgres/${flat}_rows.go`,
    emitGormRows,
  ),
  sqlc: emitSqlc,
  batches: fileOfEach(
    'generated',
    flat => `internal/batches/${flat}.go`,
    emitBatches,
  ),
  dto: dto(V1),
  'dto-v2': dto(V2),
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
  gateway: emitGateway,
  proto: emitProto,
  watch: fileOfEach(
    'generated',
    flat => `internal/grpcapi/${flat}_event.go`,
    emitEventItem,
  ),
  contract: ({ composition, pack }) =>
    contract(pack, composition, composition.resources),
  'published-contract': ({ composition, pack }) =>
    contract(
      pack,
      composition,
      published(composition.upstreams),
      composition.upstreams.flatMap(({ streams }) => streams),
    ),
  followers: ({ composition }) => [
    {
      path: 'internal/cached/followers.go',
      class: 'generated',
      content: emitFollowers(composition.resources),
    },
  ],
  events: eachResource((home, resource) => [
    {
      path: `internal/events/${resource.names.singular.flat}.go`,
      class: 'generated',
      content: emitEvents(home, resource),
      resource: resource.name,
    },
  ]),
  'outbox-migration': emitOutbox,
  projected: fileOfEach(
    'generated',
    flat => `internal/projected/${flat}.go`,
    emitProjected,
  ),
  asyncapi: ({ composition }) => [
    {
      path: 'api/asyncapi.yaml',
      class: 'generated',
      content: emitAsyncApi(composition),
    },
  ],
  'config-env': config(envTag),
  'config-envconfig': config(envconfigTag),
  'migrations-goose': emitMigrations,
  'migrations-golang-migrate': emitMigrations,
};
