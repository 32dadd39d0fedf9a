import type { PreviewEntity } from '@golden-path/backstage-plugin-golden-path-common';
import {
  contractsOf,
  mainPackages,
  podLabel,
  readmeSentence,
} from '../detect/repositoryFacts';
import type { Contract } from '../detect/repositoryFacts';
import { settledStores, storesOf } from '../detect/stores';
import type { StoreUse } from '../detect/stores';
import type { Evidence, Finding } from '../finding';
import type { GoService } from '../service';
import type { Engine } from '../engines';
import type { ExistingCatalogInfo } from './catalogInfo';
import { directionsOf } from './directions';
import { entityName } from './entityName';
import { nameInUse } from './matching';

/** What a person says of the service; the repository says the rest. */
export interface Ownership {
  readonly name: string;
  readonly owner: string;
  readonly system?: string;
  readonly lifecycle: string;
  /** Annotations that its place gives, such as `github.com/project-slug`. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** A catalog entity, and why it is proposed. @public */
export interface Proposal {
  readonly entity: PreviewEntity;
  readonly evidence: readonly Evidence[];
}

const API_VERSION = 'backstage.io/v1alpha1';
const SURE = ['certain', 'likely'];

/**
 * The entities that the service describes itself by: the component first. What
 * the repository describes already keeps the name that it has there.
 */
export function propose(
  service: GoService,
  findings: readonly Finding[],
  ownership: Ownership,
  existing?: ExistingCatalogInfo,
): Proposal[] {
  const contracts = contractsOf(service);
  const { stores } = settledStores(storesOf(service));
  const kept = (proposal: Proposal) => underItsName(proposal, existing);
  const apis = contracts.map(each => kept(api(each, contracts, ownership)));
  const resources = stores.map(use => kept(resource(use, ownership)));
  return [
    component(service, findings, { ownership, apis, resources, stores }),
    ...apis,
    ...resources,
  ];
}

function component(
  service: GoService,
  findings: readonly Finding[],
  parts: {
    ownership: Ownership;
    apis: readonly Proposal[];
    resources: readonly Proposal[];
    stores: readonly StoreUse[];
  },
): Proposal {
  const { ownership, apis, resources, stores } = parts;
  const readme = readmeSentence(service.files);
  const label = podLabel(service);
  const docs = [...service.files.keys()].find(path =>
    /^mkdocs\.ya?ml$/.test(path),
  );
  const calls = topologyHints(service, stores, resources);
  const mains = mainPackages(service);
  const entity: PreviewEntity = {
    apiVersion: API_VERSION,
    kind: 'Component',
    metadata: {
      name: ownership.name,
      ...(readme && { description: readme.text }),
      annotations: {
        ...ownership.annotations,
        ...(docs && { 'backstage.io/techdocs-ref': 'dir:.' }),
        ...(label && {
          'backstage.io/kubernetes-label-selector': label.selector,
        }),
        ...(calls && { 'goldenpath.dev/topology': calls }),
      },
      tags: ['go', ...new Set(stores.map(({ engine }) => engine.name))],
    },
    spec: {
      type: componentType(findings, mains.length > 0),
      lifecycle: ownership.lifecycle,
      owner: ownership.owner,
      ...partOf(ownership),
      ...(apis.length > 0 && { providesApis: apis.map(refName) }),
      ...(resources.length > 0 && {
        dependsOn: resources.map(each => `resource:${refName(each)}`),
      }),
    },
  };
  return {
    entity,
    evidence: [
      { path: 'go.mod', why: `is the module ${service.goMod.module}` },
      ...mains.slice(0, 3),
      ...(readme ? [readme.evidence] : []),
      ...(label ? [label.evidence] : []),
      ...(docs ? [{ path: docs, why: 'describes its documentation' }] : []),
    ],
  };
}

function componentType(findings: readonly Finding[], runs: boolean): string {
  const sure = findings.filter(({ confidence }) => SURE.includes(confidence));
  const has = (area: string, name?: string) =>
    sure.some(each => each.area === area && (!name || each.name === name));
  if (!runs) return 'library';
  if (has('router') || has('rpc', 'grpc-server') || has('rpc', 'connect')) {
    return 'service';
  }
  return has('broker') ? 'worker' : 'service';
}

function api(
  contract: Contract,
  all: readonly Contract[],
  ownership: Ownership,
): Proposal {
  const base = contract.path.replace(/^.*\//, '').replace(/\.\w+$/, '');
  const alone = all.filter(({ type }) => type === contract.type).length === 1;
  const suffix = contract.type === 'openapi' ? 'api' : contract.type;
  const name = entityName(
    alone
      ? `${ownership.name}-${suffix}`
      : `${ownership.name}-${base}-${suffix}`,
  );
  return {
    entity: {
      apiVersion: API_VERSION,
      kind: 'API',
      metadata: { name, ...(contract.title && { title: contract.title }) },
      spec: {
        type: contract.type,
        lifecycle: ownership.lifecycle,
        owner: ownership.owner,
        ...partOf(ownership),
        definition: { $text: `./${contract.path}` },
      },
    },
    evidence: contract.evidence,
  };
}

function resource(
  { engine, code, deployed }: StoreUse,
  ownership: Ownership,
): Proposal {
  return {
    entity: {
      apiVersion: API_VERSION,
      kind: 'Resource',
      metadata: {
        name: entityName(
          `${ownership.name}-${isSql(engine.name) ? 'db' : engine.name}`,
        ),
        title: `${engine.title} of ${ownership.name}`,
        tags: [engine.name],
      },
      spec: {
        type: engine.kind,
        owner: ownership.owner,
        ...partOf(ownership),
      },
    },
    evidence: [...code.slice(0, 2), ...deployed.slice(0, 2)],
  };
}

function underItsName(
  proposal: Proposal,
  existing: ExistingCatalogInfo | undefined,
): Proposal {
  const { entity } = proposal;
  const name = nameInUse(existing, entity);
  return {
    ...proposal,
    entity: { ...entity, metadata: { ...entity.metadata, name } },
  };
}

/** The topology annotation: how the service talks to its own stores and brokers. */
function topologyHints(
  service: GoService,
  stores: readonly StoreUse[],
  resources: readonly Proposal[],
): string | undefined {
  const hints: Record<string, unknown> = {};
  stores.forEach(({ engine }, index) => {
    const own = resources[index];
    const hint = hintOf(service, engine);
    if (own && hint) hints[`resource:default/${refName(own)}`] = hint;
  });
  return Object.keys(hints).length === 0 ? undefined : JSON.stringify(hints);
}

function hintOf(service: GoService, engine: Engine): unknown {
  if (engine.kind === 'broker') return directionsOf(service, engine);
  if (engine.kind === 'cache') return { protocol: 'cache', mode: 'sync' };
  if (engine.kind === 'bucket') return undefined;
  return { protocol: isSql(engine.name) ? 'sql' : 'other', mode: 'sync' };
}

function isSql(engine: string): boolean {
  return ['postgresql', 'mysql', 'sqlserver', 'spanner', 'clickhouse'].includes(
    engine,
  );
}

function refName({ entity }: Proposal): string {
  return entity.metadata.name;
}

function partOf({ system }: Ownership): { system?: string } {
  return system === undefined ? {} : { system };
}
