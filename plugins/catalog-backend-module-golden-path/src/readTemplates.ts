import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { ForwardedError } from '@backstage/errors';
import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { protectionOf } from '@golden-path/backstage-plugin-golden-path-common';
import type { Host } from '@golden-path/backstage-plugin-golden-path-common';
import { locatePack } from '@golden-path/backstage-plugin-golden-path-node';
import type { InstalledPack } from '@golden-path/backstage-plugin-golden-path-node';
import { parse } from 'yaml';
import { goldenPathTemplate } from './goldenPathTemplate';

/**
 * The hosts that repositories are created on, where the organisation allows
 * those that are given, if it names any.
 */
export type OfferedHosts = (allowed?: readonly string[]) => readonly Host[];

/** What golden paths of a pack share, and a whole template in its own folder. */
const FILE = 'template.yaml';

/**
 * The Template entities of a pack: one for each golden path, made from the
 * pack's `template.yaml` (the product's own, when it has none), and one for
 * each folder that holds a whole `template.yaml`.
 *
 * @throws Error that names the file and what is wrong with it
 */
export async function readTemplates(
  { directory, catalogue }: InstalledPack,
  hostsOf: OfferedHosts,
): Promise<TemplateEntityV1beta3[]> {
  const shared = join(directory, FILE);
  const base = existsSync(shared) ? shared : join(locatePack(), FILE);
  const folders = await readdir(directory);
  const whole = folders
    .map(folder => join(directory, folder, FILE))
    .filter(file => existsSync(file));
  return Promise.all([
    ...catalogue.goldenPaths.map(goldenPath =>
      readEntity(base, entity =>
        goldenPathTemplate(entity, goldenPath, {
          hosts: hostsOf(catalogue.profile?.hosts),
          protection: protectionOf(catalogue, goldenPath) !== undefined,
        }),
      ),
    ),
    ...whole.sort().map(file => readEntity(file)),
  ]);
}

async function readEntity(
  file: string,
  change: (entity: Entity) => Entity = entity => entity,
): Promise<TemplateEntityV1beta3> {
  try {
    const entity = change(parse(await readFile(file, 'utf8')) as Entity);
    if (!(await templateEntityV1beta3Validator.check(entity))) {
      throw new Error('it is no Template of scaffolder.backstage.io/v1beta3');
    }
    return entity as TemplateEntityV1beta3;
  } catch (error) {
    throw new ForwardedError(`The template in ${file} cannot be used`, error);
  }
}
