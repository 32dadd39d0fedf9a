import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { catalogLocationCreatePermission } from '@backstage/plugin-catalog-common/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { goldenPathComposePermission } from '@golden-path/backstage-plugin-golden-path-common';

/**
 * Makes sure that the initiator of a task may compose.
 *
 * @throws NotAllowedError that names the permission
 */
export async function requireCompose(
  permissions: PermissionsService,
  credentials: BackstageCredentials,
): Promise<void> {
  const permission = goldenPathComposePermission;
  const [decision] = await permissions.authorize([{ permission }], {
    credentials,
  });
  if (decision?.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(
      `You lack the permission '${permission.name}'; ask the portal's administrators for it`,
    );
  }
}

/**
 * Makes sure that the initiator of a task may register locations.
 *
 * @throws NotAllowedError that names the permission
 */
export async function requireRegister(
  permissions: PermissionsService,
  credentials: BackstageCredentials,
): Promise<void> {
  const permission = catalogLocationCreatePermission;
  const [decision] = await permissions.authorize([{ permission }], {
    credentials,
  });
  if (decision?.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(
      `You lack the permission '${permission.name}'; ask the portal's administrators for it`,
    );
  }
}
