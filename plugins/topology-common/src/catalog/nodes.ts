import { TopologyBox, TopologyNode } from '../model/types';
import {
  engineOf,
  languageOf,
  shapeOfComponent,
  shapeOfResource,
} from './classify';
import { readAcceptedFindings } from './acceptedFindings';
import { CatalogEntity } from './entity';
import { entityRef, kindOfRef, nameOfRef } from './refs';

/** What relations say of an entity's place. */
export interface Placement {
  owner?: string;
  box?: string;
  providedBy?: string;
}

export function nodeOfEntity(
  entity: CatalogEntity,
  placement: Placement,
): TopologyNode | undefined {
  const kind = entity.kind.toLowerCase();
  if (!['component', 'api', 'resource'].includes(kind)) return undefined;
  const { name, title, description, tags = [], labels = {} } = entity.metadata;
  const spec: Record<string, unknown> = { ...entity.spec };
  const type = textOf(spec.type);
  const engine = engineOf([type ?? '', ...tags, name]);
  const shape = shapeOf(kind, type ?? '', name, engine);
  const isStore = ['database', 'cache', 'topic'].includes(shape);
  return {
    id: entityRef(entity),
    shape,
    name,
    ...defined({
      title,
      description,
      kind,
      type,
      language:
        kind === 'component' && !isStore
          ? languageOf([labels.language ?? '', ...tags])
          : undefined,
      engine: isStore ? engine : undefined,
      owner: placement.owner,
      lifecycle: textOf(spec.lifecycle),
      box: placement.box,
      providedBy: kind === 'api' ? placement.providedBy : undefined,
      accepted: readAcceptedFindings(entity).accepted,
    }),
    tags: [...tags].sort(),
  };
}

function shapeOf(
  kind: string,
  type: string,
  name: string,
  engine: string | undefined,
): TopologyNode['shape'] {
  if (kind === 'api') return 'api';
  return kind === 'resource'
    ? shapeOfResource(type, engine)
    : shapeOfComponent(type, name);
}

/** A node for something that is referred to, yet no entity describes. */
export function unknownNode(ref: string, placement: Placement): TopologyNode {
  const kind = kindOfRef(ref);
  const isTab = kind === 'api' && placement.providedBy !== undefined;
  return {
    id: ref,
    shape: isTab ? 'api' : 'external',
    name: nameOfRef(ref),
    ...defined({
      kind: kind || undefined,
      box: placement.box,
      providedBy: isTab ? placement.providedBy : undefined,
    }),
    tags: [],
    unknown: true,
  };
}

export function boxOfEntity(
  entity: CatalogEntity,
  placement: Placement,
): TopologyBox | undefined {
  const kind = entity.kind.toLowerCase();
  if (kind !== 'system' && kind !== 'domain') return undefined;
  const { name, title, description } = entity.metadata;
  return {
    id: entityRef(entity),
    kind,
    name,
    ...defined({
      title,
      description,
      owner: placement.owner,
      parent: placement.box,
    }),
  };
}

export function unknownBox(ref: string, placement: Placement): TopologyBox {
  return {
    id: ref,
    kind: kindOfRef(ref) === 'domain' ? 'domain' : 'system',
    name: nameOfRef(ref),
    ...defined({ parent: placement.box }),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Leaves absent what has no value, so that equal nodes have equal keys. */
function defined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, v]) => v !== undefined),
  ) as Partial<T>;
}
