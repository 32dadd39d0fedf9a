import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import type {
  AuthService,
  BackstageCredentials,
  PermissionsService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  adopt,
  AdoptError,
  adoptionReport,
} from '@golden-path/backstage-plugin-golden-path-node';
import type {
  Adoption,
  AdoptOptions,
  GoldenPathService,
  RepositoryFiles,
} from '@golden-path/backstage-plugin-golden-path-node';
import { refusedKinds } from '../checks/catalogRules';
import {
  entityRefs,
  ownerProblems,
  registeredElsewhere,
} from '../checks/entities';
import { requireRegister } from '../checks/permission';
import { repositoryPlace } from '../checks/repository';
import type { RepositoryPlace } from '../checks/repository';
import { readRepository } from '../checks/readRepository';
import { adoptExamples } from './adopt.examples';

/** Folder of the workspace that holds what the branch brings. */
const PROPOSAL_FOLDER = 'proposal';

/** Types of hosts that the template has a step for. */
const PROPOSES_ON = ['gitea', 'github', 'gitlab'];

/**
 * `golden-path:adopt`: reads a Go service that exists and writes into the
 * workspace what describes it to the catalog. It changes no repository.
 */
export function createAdoptAction(options: {
  auth: AuthService;
  catalog: CatalogService;
  config: Config;
  goldenPath: GoldenPathService;
  integrations: ScmIntegrationRegistry;
  permissions: PermissionsService;
  reader: UrlReaderService;
}) {
  const { goldenPath, integrations, reader } = options;
  return createTemplateAction({
    id: 'golden-path:adopt',
    description:
      'Reads an existing Go service and proposes its catalog-info.yaml, with the evidence',
    examples: adoptExamples,
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
            .string({ description: "Branch to read, 'main' unless given" })
            .optional(),
        folder: z =>
          z
            .string({
              description:
                'Folder of the service in the repository, the top unless given',
            })
            .optional(),
        name: z =>
          z
            .string({
              description:
                'Name of the component; that of catalog-info.yaml or of the Go module unless given',
            })
            .optional(),
        owner: z =>
          z
            .string({
              description: 'Owner; that of catalog-info.yaml unless given',
            })
            .optional(),
        system: z =>
          z.string({ description: 'System that it belongs to' }).optional(),
        lifecycle: z =>
          z
            .string({ description: "Lifecycle, 'production' unless given" })
            .optional(),
      },
      output: {
        publish: z =>
          z.string({
            description:
              "Type of the host to propose to, such as 'gitea', or 'none' when the repository describes itself already",
          }),
        path: z =>
          z.string({ description: 'Folder of the workspace, for sourcePath' }),
        branchName: z =>
          z.string({
            description: 'Name for the branch; the same proposal has the same',
          }),
        title: z => z.string({ description: 'Title of the pull request' }),
        report: z =>
          z.string({
            description: 'What comes in and why, as Markdown',
          }),
        repoContentsUrl: z =>
          z.string({ description: 'URL of the folder of the service' }),
        catalogInfoUrl: z =>
          z.string({ description: 'URL of catalog-info.yaml' }),
        entityRefs: z =>
          z.array(z.string(), {
            description: 'Entities; the first is the service',
          }),
      },
    },
    async handler(ctx) {
      const { repoUrl, branch, folder = '', ...said } = ctx.input;
      const credentials = await ctx.getInitiatorCredentials();
      await requireRegister(options, credentials);
      const place = repositoryPlace(repoUrl, integrations, branch);
      requireProposals(place);
      const files = await readRepository(place, reader, ctx.signal);
      const adoption = adoptOrExplain(files, {
        ...said,
        folder,
        annotations: place.annotations,
      });
      const { catalogInfo, proposals } = adoption;
      const url = place.fileUrl(catalogInfo.path);
      await requireNothingInTheWay(adoption, url, credentials, options);
      await writeProposal(ctx.workspacePath, catalogInfo);
      const report = adoptionReport(
        adoption,
        goldenPath.packs().flatMap(({ catalogue }) => catalogue.patterns),
        path => place.fileUrl(inFolder(folder, path)),
      );
      ctx.logger.info(summary(adoption, place));
      ctx.output(
        'publish',
        catalogInfo.state === 'unchanged' ? 'none' : place.type,
      );
      ctx.output('path', PROPOSAL_FOLDER);
      ctx.output('branchName', branchName(catalogInfo.path, catalogInfo.text));
      ctx.output(
        'title',
        `Describe ${proposals[0]?.entity.metadata.name} to the catalog`,
      );
      ctx.output('report', report);
      ctx.output('repoContentsUrl', place.fileUrl(folder));
      ctx.output('catalogInfoUrl', url);
      ctx.output(
        'entityRefs',
        entityRefs(proposals.map(({ entity }) => entity)),
      );
    },
  });
}

function requireProposals({ type, host }: RepositoryPlace): void {
  if (PROPOSES_ON.includes(type)) return;
  throw new InputError(
    `repoUrl: ${host} is a host of type ${type}, which no step proposes changes to; run 'golden-path adopt' in a clone and open the pull request yourself`,
  );
}

function adoptOrExplain(files: RepositoryFiles, given: AdoptOptions): Adoption {
  try {
    return adopt(files, given);
  } catch (error) {
    if (error instanceof AdoptError) throw new InputError(error.message);
    throw error;
  }
}

async function requireNothingInTheWay(
  { catalogInfo, proposals }: Adoption,
  url: string,
  credentials: BackstageCredentials,
  services: { auth: AuthService; catalog: CatalogService; config: Config },
): Promise<void> {
  const { auth, catalog, config } = services;
  const entities = proposals.map(({ entity }) => entity);
  const owner = String(entities[0]?.spec?.owner ?? '');
  const elsewhere = await registeredElsewhere(
    catalog,
    entityRefs(entities),
    url,
    // A name that somebody else hides is taken all the same.
    await auth.getOwnServiceCredentials(),
  );
  const problems = [
    ...(await ownerProblems(catalog, owner, credentials, 'owner')),
    ...elsewhere.map(
      ({ ref, origin }) =>
        `name: the catalog already has ${ref}, from ${origin}; choose another name, or remove that entity first`,
    ),
    ...refusedKinds(config, entities, url).map(
      kind =>
        `catalog.rules: the catalog refuses ${kind} entities from ${url}; let an administrator add ${kind} to 'catalog.rules'`,
    ),
  ];
  if (problems.length > 0) {
    throw new InputError(
      `Nothing was proposed for ${catalogInfo.path}:\n${problems.join('\n')}`,
    );
  }
}

async function writeProposal(
  workspacePath: string,
  { path, text, state }: Adoption['catalogInfo'],
): Promise<void> {
  const folder = resolveSafeChildPath(workspacePath, PROPOSAL_FOLDER);
  await mkdir(folder, { recursive: true });
  if (state === 'unchanged') return;
  const file = resolveSafeChildPath(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

// No slash: the stock reader of Gitea takes the first part of the path for the branch.
function branchName(path: string, text: string): string {
  const digest = createHash('sha256').update(`${path}\n${text}`).digest('hex');
  return `golden-path-adopt-${digest.slice(0, 10)}`;
}

function inFolder(folder: string, path: string): string {
  const clean = folder.replace(/^\.?\/+|^\.$|\/+$/g, '');
  return clean === '' || path.startsWith(`${clean}/`)
    ? path
    : `${clean}/${path}`;
}

function summary(
  { catalogInfo, findings }: Adoption,
  place: RepositoryPlace,
): string {
  const { state, path, additions, differences } = catalogInfo;
  const found = `${findings.length} findings in ${place.path}`;
  return state === 'unchanged'
    ? `${found}; ${path} says all of it already`
    : `${found}; ${path} gains ${additions.join(', ')}${
        differences.length > 0
          ? `; ${differences.length} values differ and stay`
          : ''
      }`;
}
