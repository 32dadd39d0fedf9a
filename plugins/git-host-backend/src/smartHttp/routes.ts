import { NotAllowedError } from '@backstage/errors';
import { Request, RequestHandler, Response, Router } from 'express';
import createPromiseRouter from 'express-promise-router';
import { requireReader, requireUser } from '../access/basicAuth';
import { audited } from '../audited';
import { answerErrors } from '../errors';
import { GitHost } from '../GitHost';
import { GitService } from './cgiEnvironment';
import { serveGit } from './serveGit';

/** Routes of Git's smart HTTP protocol: fetch for readers, push for the user. */
export function createSmartHttpRoutes(host: GitHost): Router {
  const read = requireReader(host.settings);
  const write = requireUser(host.settings);
  const router = createPromiseRouter();
  router.get(
    '/:organization/:repository/info/refs',
    (req, res, next) =>
      (requestedService(req) === 'git-receive-pack' ? write : read)(
        req,
        res,
        next,
      ),
    (req, res) => serve(host, requestedService(req), true, req, res),
  );
  router.post(
    '/:organization/:repository/git-upload-pack',
    read,
    call(host, 'git-upload-pack'),
  );
  router.post(
    '/:organization/:repository/git-receive-pack',
    write,
    call(host, 'git-receive-pack'),
  );
  router.use(
    answerErrors(host.logger, (res, { message }) =>
      res.type('text').send(`${message}\n`),
    ),
  );
  return router;
}

function call(host: GitHost, service: GitService): RequestHandler {
  return (req, res) => serve(host, service, false, req, res);
}

async function serve(
  host: GitHost,
  service: GitService,
  advertise: boolean,
  req: Request,
  res: Response,
): Promise<void> {
  const { organization = '', repository = '' } = req.params;
  const found = await host.store.repository(organization, repository);
  const user =
    service === 'git-receive-pack' ? host.settings.username : undefined;
  const { root } = host.store;
  const gitCall = { repository: found, service, advertise, user };
  const answer = () => serveGit(root, gitCall, req, res, host.logger);
  if (service === 'git-upload-pack' || advertise) {
    await answer();
    return;
  }
  const pushed = `${found.organization}/${found.name}`;
  await audited(host, { id: 'push', repository: pushed }, answer);
}

function requestedService(req: Request): GitService {
  const { service } = req.query;
  if (service !== 'git-upload-pack' && service !== 'git-receive-pack') {
    throw new NotAllowedError(
      "This host speaks Git's smart HTTP protocol only; use Git 1.6.6 or newer",
    );
  }
  return service;
}
