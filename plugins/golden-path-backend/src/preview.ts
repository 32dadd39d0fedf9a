import { NotFoundError } from '@backstage/errors';
import type {
  ComposedFile,
  PreviewFile,
  PreviewFileResponse,
  PreviewResponse,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { GoldenPathService } from '@golden-path/backstage-plugin-golden-path-node';
import { createHash } from 'node:crypto';

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
  const { tree, topology, entities } = composed;
  return {
    groups,
    problems,
    preview: {
      hash: tree.hash,
      files: tree.files.map(withoutContent),
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
  const { tree } = await goldenPath.compose(answers, { signal });
  const file = tree.files.find(each => each.path === path);
  if (!file) {
    throw new NotFoundError(`These answers compose no file '${path}'`);
  }
  return { ...withoutContent(file), content: file.content };
}

function withoutContent({ content, ...origin }: ComposedFile): PreviewFile {
  return {
    ...origin,
    size: Buffer.byteLength(content),
    digest: createHash('sha256').update(content).digest('hex'),
  };
}
