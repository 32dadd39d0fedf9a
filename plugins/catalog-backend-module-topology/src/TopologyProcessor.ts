import {
  type Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  type CatalogProcessor,
  type CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import {
  linksOf,
  readAcceptedFindings,
  readTopologyHints,
} from '@golden-path/backstage-plugin-topology-common';
import type { ChannelLookup } from './channelLookup';
import { CHANNELS_ANNOTATION, withChannels } from './channelsAnnotation';
import {
  type DeclaredRelation,
  fromDefinitions,
  fromHints,
} from './declaredCalls';
import { channelsIn } from './definition';
import { TOPOLOGY_RELATIONS } from './relations';
import { withStatus } from './withStatus';

/**
 * Adds relations for calls, publishers and subscribers: what an entity's annotation says, or else what the
 * definitions of its APIs say. What is wrong in an annotation becomes status, and the rest counts.
 */
export class TopologyProcessor implements CatalogProcessor {
  readonly #channelsOf: ChannelLookup;

  constructor(options: { channelsOf: ChannelLookup }) {
    this.#channelsOf = options.channelsOf;
  }

  getProcessorName(): string {
    return 'TopologyProcessor';
  }

  /** After the processors that fetch what `$text` names, for definitions are read. */
  getPriority(): number {
    return 100;
  }

  async preProcessEntity(entity: Entity): Promise<Entity> {
    const isStated =
      entity.metadata.annotations?.[CHANNELS_ANNOTATION] !== undefined;
    if (entity.kind !== 'API' || isStated) return entity;
    const { type, definition } = entity.spec ?? {};
    if (typeof type !== 'string' || typeof definition !== 'string') {
      return entity;
    }
    const channels = channelsIn(type, definition);
    return channels ? withChannels(entity, channels) : entity;
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const { hints, findings } = readTopologyHints(entity);
    const faults = [...findings, ...readAcceptedFindings(entity).findings];
    const stated = fromHints(hints);
    const named = new Set(hints.map(({ ref }) => ref));
    const derived = await fromDefinitions(
      apisOf(entity, named),
      this.#channelsOf,
    );
    for (const relation of distinct([...stated, ...derived])) {
      emitBoth(entity, relation, emit);
    }
    return withStatus(
      entity,
      faults.map(({ message }) => message),
    );
  }
}

/** The APIs of an entity of which its annotation says nothing. */
function apisOf(entity: Entity, named: ReadonlySet<string>) {
  const self = stringifyEntityRef(entity);
  const links = linksOf(entity).filter(
    ({ from, to }) => from === self && to.startsWith('api:') && !named.has(to),
  );
  const targets = (type: string) =>
    links.filter(link => link.type === type).map(({ to }) => to);
  return { provided: targets('provides'), consumed: targets('calls') };
}

function distinct(relations: readonly DeclaredRelation[]): DeclaredRelation[] {
  const byKey = new Map(
    relations.map(each => [`${each.type} ${each.target}`, each]),
  );
  return [...byKey.values()];
}

function emitBoth(
  entity: Entity,
  { type, target }: DeclaredRelation,
  emit: CatalogProcessorEmit,
): void {
  const own = parseEntityRef(stringifyEntityRef(entity));
  const other = parseEntityRef(target);
  emit(processingResult.relation({ source: own, target: other, type }));
  emit(
    processingResult.relation({
      source: other,
      target: own,
      type: TOPOLOGY_RELATIONS[type],
    }),
  );
}
