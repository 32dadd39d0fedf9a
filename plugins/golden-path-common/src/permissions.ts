import { createPermission } from '@backstage/plugin-permission-common';

/** Seeing patterns and golden paths. */
export const goldenPathReadPermission = createPermission({
  name: 'golden-path.catalogue.read',
  attributes: { action: 'read' },
});

/** Composing a service from answers, as a preview or for real. */
export const goldenPathComposePermission = createPermission({
  name: 'golden-path.compose',
  attributes: { action: 'create' },
});

/** Every permission of the plugin. */
export const goldenPathPermissions = [
  goldenPathReadPermission,
  goldenPathComposePermission,
];
