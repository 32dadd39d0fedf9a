import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  isOwnPath,
  isWorthReading,
  requireWithinLimits,
} from '@golden-path/backstage-plugin-golden-path-node';
import type { RepositoryFiles } from '@golden-path/backstage-plugin-golden-path-node';
import type { RepositoryPlace } from './repository';

/**
 * Reads a branch of a repository as Adopt sees it. Only what is worth reading
 * is held.
 *
 * @throws InputError when the branch cannot be read, or is too large
 */
export async function readRepository(
  place: RepositoryPlace,
  reader: UrlReaderService,
  signal: AbortSignal | undefined,
): Promise<RepositoryFiles> {
  const files = new Map<string, string | undefined>();
  let held = 0;
  const read = await reader
    .readTree(place.contentsUrl, {
      signal,
      filter: (path, info) => {
        if (!isOwnPath(path)) return false;
        files.set(path, undefined);
        const worth = isWorthReading(path, info?.size);
        if (worth) held += info?.size ?? 0;
        requireWithinLimits(files.size, held);
        return worth;
      },
    })
    .catch(error => {
      throw new InputError(
        `repoUrl: ${place.contentsUrl} cannot be read; check owner, repository and branch, and that the portal's credentials may read it`,
        error,
      );
    });
  for (const file of await read.files()) {
    const text = (await file.content()).toString('utf8');
    files.set(file.path, text);
  }
  return files;
}
