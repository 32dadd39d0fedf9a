import { NotFoundError } from '@backstage/errors';
import { RequestHandler } from 'express';
import { writeArchive } from '../git/archive';
import { resolveCommit } from '../git/refs';
import { GitHost } from '../GitHost';
import { parseRef } from '../names';

const FORMAT = '.tar.gz';

/** `GET /repos/:organization/:repository/archive/:ref.tar.gz`: the files under one directory, the repository's name. */
export function getArchive(host: GitHost): RequestHandler {
  return async (req, res) => {
    const { organization = '', repository = '', archive = '' } = req.params;
    const found = await host.store.repository(organization, repository);
    if (!archive.endsWith(FORMAT)) {
      throw new NotFoundError(
        `Archives are served as <ref>${FORMAT} only, not as '${archive}'`,
      );
    }
    const ref = parseRef(archive.slice(0, -FORMAT.length));
    const commit = await resolveCommit(found.gitDir, ref);
    res.set({
      'Content-Type': 'application/gzip',
      'Content-Disposition': `attachment; filename="${found.name}${FORMAT}"`,
      'Cache-Control': 'no-cache, no-transform',
      ETag: `"${commit}"`,
    });
    try {
      await writeArchive(found.gitDir, commit, found.name, res);
    } catch (error) {
      // headers are sent: the broken connection is the answer, also when it was the reader who went away
      host.logger.warn(`Archive of ${found.name} broke off: ${error}`);
    }
  };
}
