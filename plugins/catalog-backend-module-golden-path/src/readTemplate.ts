import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import type { Entity } from '@backstage/catalog-model';
import { ForwardedError } from '@backstage/errors';
import { parse } from 'yaml';

/**
 * Reads the Template entity of a golden path: `<id>/template.yaml` in the pack.
 *
 * @throws Error that names the file and what is wrong with it
 */
export async function readTemplate(
  directory: string,
  id: string,
): Promise<TemplateEntityV1beta3> {
  const file = join(directory, id, 'template.yaml');
  try {
    const entity = parse(await readFile(file, 'utf8')) as Entity;
    if (!(await templateEntityV1beta3Validator.check(entity))) {
      throw new Error('it is no Template of scaffolder.backstage.io/v1beta3');
    }
    if (entity.metadata.name !== id) {
      throw new Error(
        `metadata.name is '${entity.metadata.name}', but the golden path is '${id}'`,
      );
    }
    return entity as TemplateEntityV1beta3;
  } catch (error) {
    throw new ForwardedError(
      `The template of a golden path cannot be used, ${file}`,
      error,
    );
  }
}
