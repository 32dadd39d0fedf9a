import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  goldenPathChoosePermission,
  goldenPathReadPermission,
  lackedPermission,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { GoldenPathService } from '@golden-path/backstage-plugin-golden-path-node';
import type { Request } from 'express';
import { goldenPathsOf } from './goldenPathsOf';
import { goldenPathRules } from './rules';
import type { GoldenPathFilter, GoldenPathResource } from './rules';

/** What the user, or service, of a request may do with golden paths. */
export interface Access {
  /**
   * Which golden paths are seen.
   *
   * @throws NotAllowedError when none is
   */
  seen(request: Request): Promise<(goldenPath: GoldenPathResource) => boolean>;
  /**
   * Lets answers pass whose golden path may be chosen.
   *
   * @throws NotAllowedError that names the permission, the golden path and whom to ask
   */
  requireChoice(request: Request, answers: unknown): Promise<void>;
}

const allows = createConditionAuthorizer<GoldenPathResource, GoldenPathFilter>(
  Object.values(goldenPathRules),
);

/** Asks the portal's policy, and applies its conditions. */
export function createAccess(options: {
  goldenPath: Pick<GoldenPathService, 'packs'>;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  /** Whom to ask for a permission. */
  contact?: string;
}): Access {
  const { goldenPath, httpAuth, permissions, contact } = options;

  async function decide(
    request: Request,
    permission: ResourcePermission,
  ): Promise<PolicyDecision> {
    const credentials = await httpAuth.credentials(request);
    const [decision] = await permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    if (decision && decision.result !== AuthorizeResult.DENY) return decision;
    throw new NotAllowedError(lackedPermission(permission.name, contact));
  }

  return {
    seen: async request => {
      const decision = await decide(request, goldenPathReadPermission);
      return resource => allows(decision, resource);
    },
    requireChoice: async (request, answers) => {
      const permission = goldenPathChoosePermission;
      const decision = await decide(request, permission);
      if (decision.result === AuthorizeResult.ALLOW) return;
      const id = namedBy(answers);
      // One that is not there is refused alike: the answer tells nobody what is.
      const chosen = goldenPathsOf(goldenPath).find(each => each.id === id);
      if (!allows(decision, chosen)) {
        throw new NotAllowedError(
          lackedPermission(permission.name, contact, id),
        );
      }
    },
  };
}

function namedBy(answers: unknown): string {
  const id =
    typeof answers === 'object' && answers && 'goldenPath' in answers
      ? answers.goldenPath
      : undefined;
  return typeof id === 'string' ? id.slice(0, 63) : '';
}
