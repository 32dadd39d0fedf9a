import { NotFoundError } from '@backstage/errors';
import type { PreviewFileResponse } from '@golden-path/backstage-plugin-golden-path-common';
import type { GoldenPathService } from '@golden-path/backstage-plugin-golden-path-node';

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
