import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';
import { catalogLocationCreatePermission } from '@backstage/plugin-catalog-common/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { AuthorizePermissionRequest } from '@backstage/plugin-permission-common';
import {
  CONTACT_KEY,
  goldenPathComposePermission,
  lackedPermission,
} from '@golden-path/backstage-plugin-golden-path-common';

interface Services {
  config: Config;
  permissions: PermissionsService;
}

/**
 * Makes sure that the initiator of a task may create services from the golden
 * path of the answers.
 *
 * @throws NotAllowedError that names the permission, the golden path and whom to ask
 */
export async function requireCompose(
  services: Services,
  answers: Readonly<Record<string, unknown>>,
  credentials: BackstageCredentials,
): Promise<void> {
  const id = String(answers.goldenPath ?? '').slice(0, 63);
  const permission = goldenPathComposePermission;
  const request = { permission, resourceRef: id };
  if (await isAllowed(services, request, credentials)) return;
  throw new NotAllowedError(lacked(services, permission.name, id));
}

/**
 * Makes sure that the initiator of a task may register locations.
 *
 * @throws NotAllowedError that names the permission and whom to ask
 */
export async function requireRegister(
  services: Services,
  credentials: BackstageCredentials,
): Promise<void> {
  const [problem] = await registerProblems(services, credentials);
  if (problem) throw new NotAllowedError(problem);
}

/** Says that the initiator of a task may not register locations. */
export async function registerProblems(
  services: Services,
  credentials: BackstageCredentials,
): Promise<string[]> {
  const permission = catalogLocationCreatePermission;
  return (await isAllowed(services, { permission }, credentials))
    ? []
    : [lacked(services, permission.name)];
}

async function isAllowed(
  { permissions }: Services,
  request: AuthorizePermissionRequest,
  credentials: BackstageCredentials,
): Promise<boolean> {
  const [decision] = await permissions.authorize([request], { credentials });
  return decision?.result === AuthorizeResult.ALLOW;
}

function lacked({ config }: Services, name: string, goldenPath?: string) {
  const contact = config.getOptionalString(CONTACT_KEY);
  return lackedPermission(name, contact, goldenPath);
}
