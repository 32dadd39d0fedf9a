import type { PatternManifest } from '@golden-path/backstage-plugin-golden-path-common';
import { mappingsOf } from '../pack/mappings';
import type { Pack, SourceFile } from '../pack/pack';

/** A file of the package that holds the wiring, and its place in a service. */
export interface ServiceFile {
  readonly source: SourceFile;
  readonly target: string;
}

/**
 * A file that the composer writes in place of the module's own: it is named
 * among the exceptions of the package that its pattern maps.
 */
export function serviceFile(
  pack: Pack,
  pattern: PatternManifest,
  name: string,
): ServiceFile {
  for (const { source, target, except } of mappingsOf(pattern)) {
    const path = `${source}/${name}`;
    const file = pack.sources.get(path);
    if (file && except.includes(path)) {
      return { source: file, target: `${target}/${name}` };
    }
  }
  throw new Error(
    `'${pattern.id}' has no package with '${name}' among its exceptions`,
  );
}
