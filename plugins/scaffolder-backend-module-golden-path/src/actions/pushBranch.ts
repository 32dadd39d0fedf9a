import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import type {
  AuditorService,
  PermissionsService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import {
  addFiles,
  cloneRepo,
  commitAndPushBranch,
  createBranch,
  createTemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { audited } from '../audited';
import { requireRegister } from '../checks/permission';
import {
  DEFAULT_BRANCH,
  branchExists,
  repositoryPlace,
} from '../checks/repository';
import { pushBranchExamples } from './pushBranch.examples';

/**
 * `golden-path:push-branch`: brings files to a branch of a repository on Gitea,
 * which has no stock action for it. A branch that is there is left as it is.
 */
export function createPushBranchAction(options: {
  auditor: AuditorService;
  config: Config;
  integrations: ScmIntegrationRegistry;
  permissions: PermissionsService;
  reader: UrlReaderService;
}) {
  const { auditor, config, integrations, reader } = options;
  return createTemplateAction({
    id: 'golden-path:push-branch',
    description:
      'Brings the files of a folder to a new branch of a repository on Gitea, and leads to where a pull request is opened',
    examples: pushBranchExamples,
    supportsDryRun: true,
    schema: {
      input: {
        repoUrl: z =>
          z.string({
            description:
              "Place of the repository, as the stock picker gives it: 'host?owner=…&repo=…'",
          }),
        branchName: z => z.string({ description: 'Name of the new branch' }),
        targetBranch: z =>
          z
            .string({
              description: "Branch to start from, 'main' unless given",
            })
            .optional(),
        title: z => z.string({ description: 'Message of the commit' }),
        sourcePath: z =>
          z.string({ description: 'Folder of the workspace with the files' }),
      },
      output: {
        compareUrl: z =>
          z.string({
            description:
              'Page that shows what the branch changes and opens a pull request',
          }),
      },
    },
    async handler(ctx) {
      const { repoUrl, branchName, title } = ctx.input;
      const { targetBranch = DEFAULT_BRANCH, sourcePath } = ctx.input;
      await requireRegister(options, await ctx.getInitiatorCredentials());
      const place = repositoryPlace(repoUrl, integrations, branchName);
      const gitea = integrations.gitea.byHost(place.host)?.config;
      if (!gitea?.username || !gitea.password) {
        throw new InputError(
          `repoUrl: ${place.host} is no Gitea host with username and password in 'integrations.gitea'; use the stock pull request action of its kind`,
        );
      }
      ctx.output(
        'compareUrl',
        `${place.cloneUrl.replace(/\.git$/, '')}/compare/${encodeURIComponent(
          targetBranch,
        )}...${branchName.split('/').map(encodeURIComponent).join('/')}`,
      );
      if (ctx.isDryRun) {
        ctx.logger.info(`Would push ${branchName}`);
        return;
      }
      if (await branchExists(place, { reader, signal: ctx.signal })) {
        ctx.logger.info(`${branchName} is there already and stays as it is`);
        return;
      }
      const source = resolveSafeChildPath(ctx.workspacePath, sourcePath);
      const dir = await ctx.createTemporaryDirectory();
      const auth = { username: gitea.username, password: gitea.password };
      const git = { dir, auth, logger: ctx.logger };
      const push = async () => {
        await cloneRepo({
          ...git,
          url: place.cloneUrl,
          ref: targetBranch,
          depth: 1,
        });
        await createBranch({ ...git, ref: branchName });
        for (const path of await filesBelow(source)) {
          await cp(join(source, path), join(dir, path), { recursive: true });
          await addFiles({ ...git, filepath: path });
        }
        await commitAndPushBranch({
          ...git,
          branch: branchName,
          commitMessage: title,
          gitAuthorInfo: {
            name: config.getOptionalString('scaffolder.defaultAuthor.name'),
            email: config.getOptionalString('scaffolder.defaultAuthor.email'),
          },
        });
      };
      const meta = { repoUrl, branchName, targetBranch };
      await audited(auditor, ctx, { id: 'branch-push', meta }, push);
      ctx.logger.info(`Pushed ${branchName} to ${place.path}`);
    },
  });
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map(path => path.replaceAll('\\', '/'));
}
