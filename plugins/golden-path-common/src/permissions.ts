import { createPermission } from '@backstage/plugin-permission-common';

/** Type of resource that permissions are conditional by; its reference is the golden path's id. @public */
export const RESOURCE_TYPE_GOLDEN_PATH = 'golden-path';

/** Seeing golden paths with their patterns. @public */
export const goldenPathReadPermission = createPermission({
  name: 'golden-path.catalogue.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_GOLDEN_PATH,
});

/** Choosing a golden path in the wizard: previews, files and archives of what would come out. @public */
export const goldenPathChoosePermission = createPermission({
  name: 'golden-path.choose',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_GOLDEN_PATH,
});

/** Creating a service from a golden path. @public */
export const goldenPathComposePermission = createPermission({
  name: 'golden-path.compose',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_GOLDEN_PATH,
});

/** Every permission of the plugin. @public */
export const goldenPathPermissions = [
  goldenPathReadPermission,
  goldenPathChoosePermission,
  goldenPathComposePermission,
];

/** Where a portal's configuration says whom to ask for a permission. @public */
export const CONTACT_KEY = 'goldenPath.contact';

/**
 * Says which permission is missing, for what, and whom to ask for it.
 *
 * @param contact - What the configuration holds under `goldenPath.contact`
 * @public
 */
export function lackedPermission(
  permission: string,
  contact = "the portal's administrators",
  goldenPath?: string,
): string {
  const what =
    goldenPath === undefined ? '' : ` for golden path '${goldenPath}'`;
  return `You lack the permission '${permission}'${what}; ask ${contact} for it`;
}
