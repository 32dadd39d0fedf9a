import type {
  AuditorService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { audited } from '../audited';
import { requireRegister } from '../checks/permission';
import { DEFAULT_BRANCH, repositoryPlace } from '../checks/repository';
import { protectOnGitea } from '../protect/gitea';
import { protectOnGitlab } from '../protect/gitlab';
import { protectExamples } from './protect.examples';

/**
 * `golden-path:protect`: lets changes of a branch in by review only, on GitLab
 * and Gitea, which have no stock action for it. Running it again changes nothing.
 */
export function createProtectAction(options: {
  auditor: AuditorService;
  config: Config;
  integrations: ScmIntegrationRegistry;
  permissions: PermissionsService;
}) {
  const { auditor, integrations } = options;
  return createTemplateAction({
    id: 'golden-path:protect',
    description:
      'Protects a branch on GitLab or Gitea: changes come in by review only, and nobody pushes to it',
    examples: protectExamples,
    supportsDryRun: true,
    schema: {
      input: {
        repoUrl: z =>
          z.string({
            description:
              "Place of the repository, as the stock picker gives it: 'host?owner=…&repo=…'",
          }),
        branch: z =>
          z
            .string({
              description: `Branch to protect, '${DEFAULT_BRANCH}' unless given`,
            })
            .optional(),
        approvals: z =>
          z
            .number({
              description: 'Approvals that a change needs, 1 unless given',
            })
            .int()
            .min(0)
            .optional(),
        codeOwners: z =>
          z
            .boolean({
              description: 'Whether those whom CODEOWNERS names must approve',
            })
            .optional(),
        checks: z =>
          z
            .array(z.string(), {
              description:
                'Checks that must pass; on GitLab any makes its pipeline required',
            })
            .optional(),
      },
      output: {
        settingsUrl: z =>
          z.string({ description: 'Page that shows the protection' }),
      },
    },
    async handler(ctx) {
      await requireRegister(options, await ctx.getInitiatorCredentials());
      const { repoUrl, branch = DEFAULT_BRANCH } = ctx.input;
      const { approvals = 1, codeOwners = false, checks = [] } = ctx.input;
      const place = repositoryPlace(repoUrl, integrations, branch);
      const request = {
        path: place.path,
        branch,
        approvals,
        codeOwners,
        checks,
        logger: ctx.logger,
        signal: ctx.signal,
      };
      const page = place.cloneUrl.replace(/\.git$/, '');
      const gitlab = integrations.gitlab.byHost(place.host)?.config;
      const gitea = integrations.gitea.byHost(place.host)?.config;
      if (!gitlab && !gitea) {
        throw new InputError(
          `repoUrl: ${place.host} is no GitLab or Gitea host; use the stock action of its kind, such as github:branch-protection:create`,
        );
      }
      ctx.output(
        'settingsUrl',
        `${page}/${gitlab ? '-/settings/repository' : 'settings/branches'}`,
      );
      if (ctx.isDryRun) {
        ctx.logger.info(`Would protect ${branch} of ${place.path}`);
        return;
      }
      const meta = { repoUrl, branch, approvals, codeOwners, checks };
      await audited(auditor, ctx, { id: 'branch-protect', meta }, async () => {
        if (gitlab) await protectOnGitlab(gitlab, request);
        if (gitea) await protectOnGitea(gitea, request);
      });
      ctx.logger.info(`Protected ${branch} of ${place.path}`);
    },
  });
}
