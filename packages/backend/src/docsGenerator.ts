import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import {
  TechdocsGenerator,
  techdocsGeneratorExtensionPoint,
} from '@backstage/plugin-techdocs-node';
import type { GeneratorRunOptions } from '@backstage/plugin-techdocs-node';

/** Renders docs as TechDocs does, and says what is missing where nothing can. */
class Generator extends TechdocsGenerator {
  async run(options: GeneratorRunOptions): Promise<void> {
    try {
      await super.run(options);
    } catch (error) {
      if (!isWithoutMkdocs(error)) throw error;
      throw new Error(
        'Docs are rendered by MkDocs, and the machine of this portal has none. ' +
          "Install it with 'pip install mkdocs-techdocs-core' where the portal " +
          'finds its command on PATH, and load this page again',
      );
    }
  }
}

function isWithoutMkdocs(error: unknown): boolean {
  const cause = (error as { cause?: NodeJS.ErrnoException }).cause;
  return cause?.code === 'ENOENT' && cause.syscall === 'spawn mkdocs';
}

/** The demonstration runs where nobody has installed MkDocs: reading docs then says so. */
export default createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'docs-generator',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        generator: techdocsGeneratorExtensionPoint,
      },
      async init({ config, logger, generator }) {
        const scmIntegrations = ScmIntegrations.fromConfig(config);
        generator.setTechdocsGenerator(
          new Generator({ config, logger, scmIntegrations }),
        );
      },
    });
  },
});
