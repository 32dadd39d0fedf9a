import {
  compositionEntities,
  compositionTopology,
} from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Answers,
  Catalogue,
  PreviewFile,
  Resolution,
} from '@golden-path/backstage-plugin-golden-path-common';
import { evaluate } from '../answers/evaluate';
import { writeAnswers } from '../answers/answersFile';
import type { GoldenPathApi } from '../api/goldenPathApi';

/**
 * Stands in for the backend: resolves for real, and composes one file a
 * pattern and one a resource, which is enough to see what changes.
 */
export function localApi(catalogue: Catalogue): GoldenPathApi {
  return {
    catalogueOf: async () => catalogue,
    preview: async answers => {
      const resolution = evaluate(catalogue, answers as Answers);
      const { composition, groups, problems } = resolution;
      if (!composition) return { groups, problems };
      return {
        groups,
        problems,
        preview: {
          hash: writeAnswers(composition.answers),
          files: filesOf(composition),
          topology: compositionTopology(catalogue, composition),
          entities: compositionEntities(catalogue, composition),
        },
      };
    },
    file: async (answers, path) => {
      const { composition } = evaluate(catalogue, answers as Answers);
      const file =
        composition && filesOf(composition).find(f => f.path === path);
      if (!file) throw new Error(`These answers compose no file '${path}'`);
      return { ...file, content: `package main // ${file.digest}\n` };
    },
    archive: async answers => new Blob([JSON.stringify(answers)]),
  };
}

function filesOf({
  patterns,
  resources,
}: NonNullable<Resolution['composition']>): PreviewFile[] {
  const file = (path: string, pattern: string, digest: string) => ({
    path,
    pattern,
    digest,
    size: digest.length,
    class: 'emitted' as const,
    contributors: [],
    executable: false,
  });
  return [
    ...patterns.map(({ id, version }) =>
      file(`docs/adr/${id}.md`, id, version),
    ),
    ...resources.map(resource =>
      file(
        `internal/${resource.name}/${resource.name}.go`,
        'resources',
        JSON.stringify(resource),
      ),
    ),
  ];
}
