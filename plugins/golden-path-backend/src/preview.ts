import { NotFoundError } from '@backstage/errors';
import type {
  PreviewFileResponse,
  PreviewResponse,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { GoldenPathService } from '@golden-path/backstage-plugin-golden-path-node';

/** What will come out of the answers, or what is wrong with them. */
export async function preview(
  goldenPath: GoldenPathService,
  answers: unknown,
  signal: AbortSignal,
): Promise<PreviewResponse> {
  const { composed, resolution } = await goldenPath.evaluate(answers, {
    signal,
  });
  const { groups, problems } = resolution;
  if (!composed) return { groups, problems };
  const { tree, listing, topology, entities } = composed;
  return {
    groups,
    problems,
    preview: {
      hash: tree.hash,
      files: listing,
      topology,
      entities,
    },
  };
}

/**
 * One file of what will come out.
 *
 * @throws NotFoundError when the composition has no such file
 */
export async function previewFile(
  goldenPath: GoldenPathService,
  answers: unknown,
  path: string,
  signal: AbortSignal,
): Promise<PreviewFileResponse> {
  const { tree, listing } = await goldenPath.compose(answers, { signal });
  const at = tree.files.findIndex(each => each.path === path);
  const file = tree.files[at];
  const listed = listing[at];
  if (!file || !listed) {
    throw new NotFoundError(`These answers compose no file '${path}'`);
  }
  return { ...listed, content: file.content };
}
