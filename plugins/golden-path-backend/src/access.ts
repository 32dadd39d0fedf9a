import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { RequestHandler } from 'express';

/** Lets a request pass only when its user, or service, has the permission. */
export function requirePermission(
  options: { httpAuth: HttpAuthService; permissions: PermissionsService },
  permission: BasicPermission,
): RequestHandler {
  return async (request, _response, next) => {
    const credentials = await options.httpAuth.credentials(request);
    const [decision] = await options.permissions.authorize([{ permission }], {
      credentials,
    });
    if (decision?.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You lack the permission '${permission.name}'; ask the portal's administrators for it`,
      );
    }
    next();
  };
}
