import { RequestHandler } from 'express';
import { GitHost } from '../GitHost';

/** `GET /orgs/:organization`. */
export function getOrganization(host: GitHost): RequestHandler {
  return async (req, res) => {
    const { organization = '' } = req.params;
    const name = await host.store.organization(organization);
    res.json({
      name,
      username: name,
      full_name: name,
      description: '',
      visibility: host.settings.anonymousRead ? 'public' : 'private',
    });
  };
}
