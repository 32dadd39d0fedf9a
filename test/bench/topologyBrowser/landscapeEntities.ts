import type { Entity } from '@backstage/catalog-model';
import { landscape } from '../../../plugins/topology-common/src/__testUtils__/landscape';
import type {
  Topology,
  TopologyEdge,
} from '../../../plugins/topology-common/src';

/** Relation and inverse that the catalog makes out of a field of the spec. */
const RELATIONS = {
  partOf: 'hasPart',
  ownedBy: 'ownerOf',
  providesApi: 'apiProvidedBy',
  consumesApi: 'apiConsumedBy',
  dependsOn: 'dependencyOf',
} as const;

type Relation = keyof typeof RELATIONS;

const refOf = ({ kind, metadata }: Entity) =>
  `${kind.toLowerCase()}:default/${metadata.name}`;

const entity = (
  ref: string,
  spec: Record<string, string | string[] | undefined>,
  annotations: Record<string, string> = {},
): Entity => {
  const [kind = '', name = ''] = ref.split(':default/');
  const kinds: Record<string, string> = { api: 'API' };
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kinds[kind] ?? kind.charAt(0).toUpperCase() + kind.slice(1),
    metadata: {
      ...{ name, namespace: 'default', uid: ref, etag: ref, annotations },
      description: `What ${name} is for, in a sentence as long as most`,
      tags: kind === 'component' ? ['go'] : [],
    },
    spec: JSON.parse(JSON.stringify(spec)),
  };
};

const boxEntities = ({ boxes }: Topology): Entity[] =>
  boxes.map(({ id, parent, owner = 'group:default/team-0' }) =>
    entity(id, { owner, domain: parent }),
  );

/** What services and topics say of each other that no field of the spec can. */
function hints(
  edges: readonly TopologyEdge[],
  id: string,
): Record<string, string> {
  const said = edges.flatMap(({ from, to, protocol, direction }) => {
    const other = { [from]: to, [to]: from }[id];
    return other && protocol === 'events' ? [[other, { direction }]] : [];
  });
  if (said.length === 0) return {};
  return {
    'goldenpath.dev/topology': JSON.stringify(Object.fromEntries(said)),
  };
}

function nodeEntities({ nodes, edges }: Topology): Entity[] {
  const byEnd = new Map<string, TopologyEdge[]>();
  for (const edge of edges) {
    for (const end of [edge.from, edge.to]) {
      byEnd.set(end, [...(byEnd.get(end) ?? []), edge]);
    }
  }
  const apiOf = (service: string) =>
    service.replace('component:default/service-', 'api:default/api-');
  return nodes.map(({ id, type, owner, box }) => {
    const own = byEnd.get(id) ?? [];
    const common = { type, owner, system: box, lifecycle: 'production' };
    if (id.startsWith('api:')) {
      const isGrpc = Number(id.replace(/^.*-/, '')) % 2 === 1;
      return entity(id, { ...common, type: isGrpc ? 'grpc' : 'openapi' });
    }
    if (!id.startsWith('component:')) return entity(id, common);
    const callees = own.filter(({ from }) => from === id).map(({ to }) => to);
    const services = new Set(callees.filter(to => to.startsWith('component:')));
    return entity(
      id,
      {
        ...common,
        providesApis: [apiOf(id)],
        consumesApis: [...services].map(apiOf),
        dependsOn: callees.filter(to => to.startsWith('resource:')),
      },
      hints(own, id),
    );
  });
}

/**
 * The made-up landscape of so many services, as entities: their specs, and the relations that the
 * catalog would have made of them.
 */
export function landscapeEntities(services: number): Entity[] {
  const topology = landscape(services);
  const entities = new Map<string, Entity>();
  for (const each of [...boxEntities(topology), ...nodeEntities(topology)]) {
    entities.set(refOf(each), { ...each, relations: [] });
  }
  const relate = (from: string, type: Relation, to: string) => {
    entities.get(from)?.relations?.push({ type, targetRef: to });
    entities.get(to)?.relations?.push({
      type: RELATIONS[type],
      targetRef: from,
    });
  };
  for (const [ref, { kind, spec = {} }] of entities) {
    const list = (field: string) => (spec[field] ?? []) as string[];
    const parent = kind === 'System' ? spec.domain : spec.system;
    if (parent) relate(ref, 'partOf', String(parent));
    if (spec.owner) relate(ref, 'ownedBy', String(spec.owner));
    list('providesApis').forEach(api => relate(ref, 'providesApi', api));
    list('consumesApis').forEach(api => relate(ref, 'consumesApi', api));
    list('dependsOn').forEach(target => relate(ref, 'dependsOn', target));
  }
  return [...entities.values()];
}
