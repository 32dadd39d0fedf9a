import type { PreviewEntity } from '../api';
import type { Catalogue, Composition, Resource } from '../composition';
import { contributionsOf, type Contribution } from '../contributions';
import { entityName } from './entityName';
import { upstreamCalls } from '../upstreams/upstreamContributions';

/** Annotation that names the golden path and version a service came from. @public */
export const GOLDEN_PATH_ANNOTATION = 'goldenpath.dev/golden-path';

/** Annotation that names the runbook, by its path in the repository. @public */
export const RUNBOOK_ANNOTATION = 'goldenpath.dev/runbook';

const API_VERSION = 'backstage.io/v1alpha1';

/**
 * The catalog entities that a composed service describes itself by, as its
 * catalog-info.yaml holds them: component, API, a resource for each store, and
 * the system when the answers ask for it.
 * @public
 */
export function compositionEntities(
  catalogue: Catalogue,
  composition: Composition,
): PreviewEntity[] {
  const { service, profile } = composition;
  return [
    component(catalogue, composition),
    ...apis(catalogue, composition),
    ...resources(catalogue, composition),
    ...(service.createSystem ? [system(composition)] : []),
  ].map(entity => labelled(entity, profile?.labels));
}

function labelled(
  entity: PreviewEntity,
  labels: Readonly<Record<string, string>> | undefined,
): PreviewEntity {
  return labels
    ? { ...entity, metadata: { ...entity.metadata, labels } }
    : entity;
}

function component(
  catalogue: Catalogue,
  composition: Composition,
): PreviewEntity {
  const { service, goldenPath } = composition;
  const {
    type = 'service',
    tags = [],
    annotations,
  } = contributionsOf(catalogue, composition, 'catalog').value;
  const contracts = apis(catalogue, composition);
  const stores = resources(catalogue, composition);
  return {
    apiVersion: API_VERSION,
    kind: 'Component',
    metadata: {
      name: service.name,
      title: service.title,
      description: service.description,
      annotations: {
        'backstage.io/techdocs-ref': 'dir:.',
        ...annotations,
        [GOLDEN_PATH_ANNOTATION]: `${goldenPath.id}@${goldenPath.version}`,
        ...calls(catalogue, composition),
      },
      tags,
      ...links(composition),
    },
    spec: {
      type,
      lifecycle: service.lifecycle,
      owner: service.owner,
      ...partOf(composition),
      ...(contracts.length > 0 && {
        providesApis: contracts.map(({ metadata }) => metadata.name),
      }),
      ...(composition.upstreams.length > 0 && {
        consumesApis: composition.upstreams.flatMap(({ apis: called }) =>
          called.map(({ name }) => name),
        ),
      }),
      ...(stores.length > 0 && {
        dependsOn: stores.map(({ metadata }) => `resource:${metadata.name}`),
      }),
    },
  };
}

/** What the organisation links of every component; a link to a system needs one. */
function links({ profile, service }: Composition): object {
  const wanted = profile?.links?.filter(
    ({ url }) => service.system !== undefined || !url.includes('{system}'),
  );
  if (!wanted || wanted.length === 0) return {};
  return {
    links: wanted.map(({ url, ...rest }) => ({
      url: url
        .replaceAll('{service}', encodeURIComponent(service.name))
        .replaceAll('{system}', encodeURIComponent(service.system ?? '')),
      ...rest,
    })),
  };
}

/** The topology annotation: how the service talks to its own stores and to others. */
function calls(
  catalogue: Catalogue,
  composition: Composition,
): Record<string, string> {
  const { targets = {} } = contributionsOf(
    catalogue,
    composition,
    'topology',
  ).value;
  const hints = Object.entries(targets).flatMap(
    ([suffix, { scope, ...hint }]) =>
      subjectsOf(composition, scope).map((resource): [string, object] => [
        `resource:default/${nameOf(composition, suffix, resource)}`,
        hint,
      ]),
  );
  hints.push(...upstreamCalls(composition));
  if (hints.length === 0) return {};
  const text = JSON.stringify(Object.fromEntries(hints));
  return { 'goldenpath.dev/topology': text };
}

function apis(catalogue: Catalogue, composition: Composition): PreviewEntity[] {
  const { apis: contracts = {} } = contributionsOf(
    catalogue,
    composition,
    'catalog',
  ).value;
  return Object.entries(contracts).flatMap(([suffix, contract]) =>
    subjectsOf(composition, contract.scope).map(resource =>
      api(composition, suffix, contract, resource),
    ),
  );
}

/** What there is an entity of: each resource, or the service, which is none of them. */
function subjectsOf(
  { resources: all }: Composition,
  scope: ApiContract['scope'],
): readonly (Resource | undefined)[] {
  return scope === 'resource' ? all : [undefined];
}

type ApiContract = NonNullable<Contribution<'catalog'>['apis']>[string];

function api(
  composition: Composition,
  suffix: string,
  contract: ApiContract,
  resource: Resource | undefined,
): PreviewEntity {
  const { service } = composition;
  const text = (value: string) => filledFor(value, resource);
  return {
    apiVersion: API_VERSION,
    kind: 'API',
    metadata: {
      name: nameOf(composition, suffix, resource),
      title: `${service.title} ${text(contract.title)}`,
      description: `${text(contract.description)} of ${service.title}`,
    },
    spec: {
      type: contract.type,
      lifecycle: service.lifecycle,
      owner: service.owner,
      ...partOf(composition),
      definition: { $text: text(contract.definition) },
    },
  };
}

/** Fills in a resource's name, in the styles of the naming table. */
function filledFor(text: string, resource: Resource | undefined): string {
  return resource
    ? text.replace(
        /\$\{resource\.([a-z]+)\}/g,
        (whole, style: string) =>
          Object.entries(resource.names.singular).find(
            ([known]) => known === style,
          )?.[1] ?? whole,
      )
    : text;
}

function resources(
  catalogue: Catalogue,
  composition: Composition,
): PreviewEntity[] {
  const { service } = composition;
  const { resources: stores = {} } = contributionsOf(
    catalogue,
    composition,
    'catalog',
  ).value;
  return Object.entries(stores).flatMap(([suffix, store]) =>
    subjectsOf(composition, store.scope).map(resource => ({
      apiVersion: API_VERSION,
      kind: 'Resource',
      metadata: {
        name: nameOf(composition, suffix, resource),
        title: `${service.title} ${filledFor(store.title, resource)}`,
        description: `${filledFor(store.description, resource)} of ${
          service.title
        }`,
        ...(store.tags && { tags: store.tags }),
      },
      spec: { type: store.type, owner: service.owner, ...partOf(composition) },
    })),
  );
}

function system({ service }: Composition): PreviewEntity {
  return {
    apiVersion: API_VERSION,
    kind: 'System',
    metadata: { name: service.system ?? service.name },
    spec: {
      owner: service.owner,
      ...(service.domain !== undefined && { domain: service.domain }),
    },
  };
}

function partOf({ service }: Composition): { system?: string } {
  return service.system === undefined ? {} : { system: service.system };
}

function nameOf(
  { service }: Composition,
  suffix: string,
  resource: Resource | undefined,
): string {
  return entityName(service.name, resource?.names.singular.kebab, suffix);
}
