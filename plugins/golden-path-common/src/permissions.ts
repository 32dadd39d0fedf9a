import { createPermission } from '@backstage/plugin-permission-common';

/** Seeing patterns and golden paths. @public */
export const goldenPathReadPermission = createPermission({
  name: 'golden-path.catalogue.read',
  attributes: { action: 'read' },
});

/** Composing a service from answers, as a preview or for real. @public */
export const goldenPathComposePermission = createPermission({
  name: 'golden-path.compose',
  attributes: { action: 'create' },
});

/** Every permission of the plugin. @public */
export const goldenPathPermissions = [
  goldenPathReadPermission,
  goldenPathComposePermission,
];
