import { CatalogEntity } from './entity';
import { entityRef, formatRef, kindOfRef, parseRef } from './refs';

/** A relation in its forward sense, from whichever side it was declared. */
export interface Declared {
  type:
    | 'providesApi'
    | 'consumesApi'
    | 'dependsOn'
    | 'calls'
    | 'publishesTo'
    | 'subscribesTo'
    | 'partOf'
    | 'ownedBy';
  from: string;
  to: string;
  declaredBy: string;
}

/** `[field, default kind, relation, whether this entity is the relation's target]` */
const SPEC_FIELDS: readonly [string, string, Declared['type'], boolean][] = [
  ['providesApis', 'api', 'providesApi', false],
  ['consumesApis', 'api', 'consumesApi', false],
  ['dependsOn', 'component', 'dependsOn', false],
  ['dependencyOf', 'component', 'dependsOn', true],
  ['system', 'system', 'partOf', false],
  ['domain', 'domain', 'partOf', false],
  ['subdomainOf', 'domain', 'partOf', false],
  ['subcomponentOf', 'component', 'partOf', false],
  ['owner', 'group', 'ownedBy', false],
];

const RELATIONS: Readonly<Record<string, [Declared['type'], boolean]>> = {
  providesApi: ['providesApi', false],
  apiProvidedBy: ['providesApi', true],
  consumesApi: ['consumesApi', false],
  apiConsumedBy: ['consumesApi', true],
  dependsOn: ['dependsOn', false],
  dependencyOf: ['dependsOn', true],
  calls: ['calls', false],
  calledBy: ['calls', true],
  publishesTo: ['publishesTo', false],
  hasPublisher: ['publishesTo', true],
  subscribesTo: ['subscribesTo', false],
  hasSubscriber: ['subscribesTo', true],
  partOf: ['partOf', false],
  hasPart: ['partOf', true],
  ownedBy: ['ownedBy', false],
};

/** Targets of relations are whole refs: these are never used. */
const DEFAULTS = { kind: 'component', namespace: 'default' };

/**
 * Every relation an entity declares: processed relations where the catalog has made them,
 * and the spec's fields, so that descriptor files work as they are.
 */
export function declaredBy(entity: CatalogEntity): Declared[] {
  const self = entityRef(entity);
  const found = [...fromSpec(entity, self), ...fromRelations(entity, self)];
  return found.filter(d => d.from !== d.to);
}

function fromSpec(entity: CatalogEntity, self: string): Declared[] {
  const spec: Record<string, unknown> = { ...entity.spec };
  const namespace = entity.metadata.namespace ?? 'default';
  return SPEC_FIELDS.flatMap(([field, kind, type, reversed]) =>
    texts(spec[field]).flatMap(text => {
      const parts = parseRef(text, { kind, namespace });
      return parts ? [direct(type, self, formatRef(parts), reversed)] : [];
    }),
  );
}

function fromRelations(entity: CatalogEntity, self: string): Declared[] {
  return (entity.relations ?? []).flatMap(relation => {
    const known = Object.hasOwn(RELATIONS, relation.type)
      ? RELATIONS[relation.type]
      : undefined;
    if (!known) return [];
    const parts = parseRef(relation.targetRef, DEFAULTS);
    if (!parts) return [];
    const target = formatRef(parts);
    // a group's parts and a system's owner say nothing of calls or frames
    if (known[0] === 'partOf' && !isPart(known[1] ? self : target)) return [];
    return [direct(known[0], self, target, known[1])];
  });
}

function isPart(whole: string): boolean {
  return ['system', 'domain', 'component'].includes(kindOfRef(whole));
}

function direct(
  type: Declared['type'],
  self: string,
  other: string,
  reversed: boolean,
): Declared {
  return reversed
    ? { type, from: other, to: self, declaredBy: self }
    : { type, from: self, to: other, declaredBy: self };
}

function texts(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((v): v is string => typeof v === 'string' && v !== '');
}
