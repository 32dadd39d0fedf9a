import {
  factsSchema,
  goldenPathSchema,
  parseYaml,
  patternManifestSchema,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Catalogue } from '@golden-path/backstage-plugin-golden-path-common';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TEMPLATES = join(__dirname, '../../../../templates');

/** The catalogue of the pack in `templates/`, as the backend serves it. */
export function readCatalogue(): Catalogue {
  const facts = factsSchema.parse(
    JSON.parse(readFileSync(join(TEMPLATES, 'patterns/facts.json'), 'utf8')),
  );
  return {
    patterns: readAll('patterns', 'pattern.yaml', patternManifestSchema),
    goldenPaths: readAll('.', 'golden-path.yaml', goldenPathSchema),
    ports: facts.ports,
    regions: facts.regions,
    reserved: facts.reserved,
  };
}

function readAll<T>(
  folder: string,
  name: string,
  schema: Parameters<typeof parseYaml<T>>[1],
): T[] {
  return readdirSync(join(TEMPLATES, folder))
    .sort()
    .map(each => join(TEMPLATES, folder, each, name))
    .filter(file => existsSync(file))
    .map(file => {
      const { value, problems } = parseYaml(readFileSync(file, 'utf8'), schema);
      if (!value) throw new Error(`${file}: ${problems[0]?.message}`);
      return value;
    });
}
