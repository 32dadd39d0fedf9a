import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
} from '@backstage/catalog-model';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import type { GoldenPathService } from '@golden-path/backstage-plugin-golden-path-node';
import { readTemplates } from './readTemplates';
import type { OfferedHosts } from './readTemplates';

/**
 * Gives the catalog the templates of the installed packs, so that nobody has to
 * register a location inside a package.
 */
export class GoldenPathTemplateProvider implements EntityProvider {
  readonly #goldenPath: GoldenPathService;
  readonly #hostsOf: OfferedHosts;
  readonly #logger: LoggerService;

  constructor(options: {
    goldenPath: GoldenPathService;
    hostsOf: OfferedHosts;
    logger: LoggerService;
  }) {
    this.#goldenPath = options.goldenPath;
    this.#hostsOf = options.hostsOf;
    this.#logger = options.logger;
  }

  getProviderName(): string {
    return 'golden-path';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const templates = await this.#templates();
    await connection.applyMutation({
      type: 'full',
      entities: templates.map(entity => ({
        entity,
        locationKey: this.getProviderName(),
      })),
    });
    this.#logger.info(
      `Provided ${templates.length} templates: ${templates
        .map(({ metadata }) => metadata.name)
        .join(', ')}`,
    );
  }

  async #templates(): Promise<TemplateEntityV1beta3[]> {
    const read = this.#goldenPath
      .packs()
      .map(pack => readTemplates(pack, this.#hostsOf));
    return (await Promise.all(read)).flat().map(withLocation);
  }
}

/** The catalog refuses an entity that does not say where it came from. */
function withLocation(entity: TemplateEntityV1beta3): TemplateEntityV1beta3 {
  const location = `golden-path:${entity.metadata.name}`;
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
      },
    },
  };
}
