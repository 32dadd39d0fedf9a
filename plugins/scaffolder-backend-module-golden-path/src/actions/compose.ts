import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import type {
  AuditorService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { writeTree } from '@golden-path/backstage-plugin-golden-path-node';
import type { GoldenPathService } from '@golden-path/backstage-plugin-golden-path-node';
import { audited } from '../audited';
import { requireCompose } from '../checks/permission';
import { composeExamples } from './compose.examples';
import { lockDigest } from './lockDigest';

/** Folder of the workspace that the repository is composed in. */
export const REPOSITORY_FOLDER = 'repository';

/**
 * `golden-path:compose`: writes the repository of the answers into the
 * workspace. The same answers always give the same files.
 */
export function createComposeAction(options: {
  auditor: AuditorService;
  config: Config;
  goldenPath: GoldenPathService;
  permissions: PermissionsService;
}) {
  const { auditor, goldenPath } = options;
  return createTemplateAction({
    id: 'golden-path:compose',
    description: 'Composes a Go repository from the answers of a golden path',
    examples: composeExamples,
    supportsDryRun: true,
    schema: {
      input: {
        answers: z =>
          z.record(z.unknown(), {
            description: 'Answers of a golden path; see answers.schema.json',
          }),
        targetPath: z =>
          z
            .string({
              description: `Folder of the workspace to write to, '${REPOSITORY_FOLDER}' unless given; it must be empty, or not be there`,
            })
            .optional(),
      },
      output: {
        composition: z =>
          z.record(z.unknown(), {
            description:
              'Patterns with versions, and the answers with every default written out',
          }),
        hash: z =>
          z.string({
            description: 'SHA-256 over paths, modes and contents, hex',
          }),
        lockDigest: z =>
          z.string({
            description: 'SHA-256 of .golden-path/lock.yaml, hex',
          }),
        files: z => z.number({ description: 'Number of files' }),
        path: z =>
          z.string({ description: 'Folder of the workspace, for sourcePath' }),
      },
    },
    async handler(ctx) {
      const { answers, targetPath = REPOSITORY_FOLDER } = ctx.input;
      const credentials = await ctx.getInitiatorCredentials();
      await requireCompose(options, answers, credentials);
      const { composition, tree } = await goldenPath.compose(answers, {
        signal: ctx.signal,
      });
      const target = resolveSafeChildPath(ctx.workspacePath, targetPath);
      const write = async () => {
        await mkdir(dirname(target), { recursive: true });
        await writeTree(tree, target, {
          signal: ctx.signal,
          within: ctx.workspacePath,
        });
      };
      if (ctx.isDryRun) {
        await write();
      } else {
        const { goldenPath: path, service } = composition;
        const meta = {
          goldenPath: path.id,
          version: path.version,
          service: service.name,
          owner: service.owner,
          hash: tree.hash,
        };
        await audited(auditor, ctx, { id: 'service-compose', meta }, write);
      }
      ctx.logger.info(
        `Composed ${tree.files.length} files from ${composition.patterns.length} patterns`,
      );
      ctx.output('composition', {
        goldenPath: { ...composition.goldenPath },
        patterns: composition.patterns.map(pattern => ({ ...pattern })),
        answers: composition.answers,
      } as unknown as JsonObject);
      ctx.output('hash', tree.hash);
      ctx.output('lockDigest', lockDigest(tree));
      ctx.output('files', tree.files.length);
      ctx.output('path', targetPath);
    },
  });
}
