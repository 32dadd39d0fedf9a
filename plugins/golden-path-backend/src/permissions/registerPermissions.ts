import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { goldenPathPermissions } from '@golden-path/backstage-plugin-golden-path-common';
import type { GoldenPathService } from '@golden-path/backstage-plugin-golden-path-node';
import { goldenPathsOf } from './goldenPathsOf';
import { goldenPathResourceRef, goldenPathRules } from './rules';

/** Tells the portal what can be permitted, and by which conditions. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  goldenPath: Pick<GoldenPathService, 'packs'>,
): void {
  registry.addResourceType({
    resourceRef: goldenPathResourceRef,
    permissions: goldenPathPermissions,
    rules: Object.values(goldenPathRules),
    getResources: async ids => {
      const all = goldenPathsOf(goldenPath);
      return ids.map(id => all.find(each => each.id === id));
    },
  });
}
