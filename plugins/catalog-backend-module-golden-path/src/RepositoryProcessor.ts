import type { Entity } from '@backstage/catalog-model';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import type { CatalogProcessor } from '@backstage/plugin-catalog-node';
import {
  GOLDEN_PATH_ANNOTATION,
  repositoryAnnotations,
  RUNBOOK_ANNOTATION,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Place } from '@golden-path/backstage-plugin-golden-path-common';
import parseGitUrl from 'git-url-parse';

/** Title of the link. */
const RUNBOOK = 'Runbook';

/**
 * Says of a composed service where its repository is, by the annotations that
 * the portal's other plugins read, and links its runbook. A composition does
 * not know its repository, so that it may move; what a file says itself stays.
 */
export class RepositoryProcessor implements CatalogProcessor {
  readonly #integrations: ScmIntegrationRegistry;

  constructor(options: { integrations: ScmIntegrationRegistry }) {
    this.#integrations = options.integrations;
  }

  getProcessorName(): string {
    return 'RepositoryProcessor';
  }

  async preProcessEntity(
    entity: Entity,
    location: LocationSpec,
  ): Promise<Entity> {
    const { annotations = {} } = entity.metadata;
    const integration =
      location.type === 'url' && this.#integrations.byUrl(location.target);
    if (
      entity.kind !== 'Component' ||
      annotations[GOLDEN_PATH_ANNOTATION] === undefined ||
      !integration
    ) {
      return entity;
    }
    const place = placeOf(location.target, integration.type);
    return {
      ...entity,
      metadata: {
        ...entity.metadata,
        annotations: {
          ...repositoryAnnotations(integration.type, place),
          ...annotations,
        },
        ...withRunbook(entity, path =>
          integration.resolveUrl({ url: `./${path}`, base: location.target }),
        ),
      },
    };
  }
}

/** The links of an entity, with one to the runbook that its annotation names. */
function withRunbook(
  { metadata }: Entity,
  urlOf: (path: string) => string,
): Pick<Entity['metadata'], 'links'> {
  const { annotations = {}, links = [] } = metadata;
  const path = annotations[RUNBOOK_ANNOTATION];
  if (path === undefined || links.some(({ title }) => title === RUNBOOK)) {
    return {};
  }
  return {
    links: [...links, { url: urlOf(path), title: RUNBOOK, icon: 'docs' }],
  };
}

/** The place of the repository that a file's URL on a host of that type is in. */
function placeOf(url: string, type: string): Place {
  const { organization = '', owner, name: repo } = parseGitUrl(url);
  const { host } = new URL(url);
  return type === 'azure'
    ? { host, repo, organization, project: owner }
    : { host, repo, owner };
}
