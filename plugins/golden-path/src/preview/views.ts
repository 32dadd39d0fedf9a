import type {
  Preview,
  PreviewEntity,
} from '@golden-path/backstage-plugin-golden-path-common';
import { stringify } from 'yaml';

/** What of a preview is looked at. */
export type View = 'files' | 'entities' | 'diagram';

/** One line: how much comes out. */
export function summary({ files, entities }: Preview): string {
  const one = entities.length === 1;
  return `${files.length} files, ${entities.length} ${
    one ? 'entity' : 'entities'
  }, 1 repository`;
}

/** An entity as YAML, the way catalog-info.yaml writes it. */
export function entityYaml(entity: PreviewEntity): string {
  return stringify(entity, { lineWidth: 0 });
}

/** Identifies an entity among those that come out. */
export function entityKey({ kind, metadata }: PreviewEntity): string {
  return `${kind}:${metadata.name}`;
}

/** The file that says most about a composition, to begin with. */
export function firstFile({ files }: Preview): string | undefined {
  const readme = files.find(({ path }) => path === 'README.md');
  return (readme ?? files[0])?.path;
}
