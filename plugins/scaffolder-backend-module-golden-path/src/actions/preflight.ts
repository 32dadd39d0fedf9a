import type {
  AuthService,
  PermissionsService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  hostProblem,
  offeredHosts,
  protectionProblem,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Composition } from '@golden-path/backstage-plugin-golden-path-common';
import type { GoldenPathService } from '@golden-path/backstage-plugin-golden-path-node';
import { refusedKinds } from '../checks/catalogRules';
import {
  domainProblems,
  entityRefs,
  ownerProblems,
  systemProblems,
  takenNames,
} from '../checks/entities';
import { registerProblems, requireCompose } from '../checks/permission';
import {
  repositoryPlace,
  repositoryState,
  type RepositoryPlace,
} from '../checks/repository';
import { lockDigest, LOCK_PATH } from './lockDigest';
import { preflightExamples } from './preflight.examples';

/**
 * `golden-path:preflight`: finds everything that would stop a later step,
 * before anything is made.
 */
export function createPreflightAction(options: {
  auth: AuthService;
  catalog: CatalogService;
  config: Config;
  goldenPath: GoldenPathService;
  integrations: ScmIntegrationRegistry;
  permissions: PermissionsService;
  reader: UrlReaderService;
}) {
  const { auth, catalog, config, goldenPath, integrations } = options;
  return createTemplateAction({
    id: 'golden-path:preflight',
    description:
      'Checks that names are free, the owner exists, the catalog takes the entities, and the repository is absent or empty',
    examples: preflightExamples,
    supportsDryRun: true,
    schema: {
      input: {
        answers: z =>
          z.record(z.unknown(), {
            description: 'Answers of a golden path; see answers.schema.json',
          }),
        repoUrl: z =>
          z.string({
            description:
              "Place of the repository, as the stock picker gives it: 'host?owner=…&repo=…'",
          }),
      },
      output: {
        publish: z =>
          z.string({
            description:
              "Type of the host to publish to, such as 'gitea', or 'none' when the repository already holds exactly this composition",
          }),
        repoContentsUrl: z =>
          z.string({ description: 'URL of the root folder of the repository' }),
        cloneUrl: z => z.string({ description: 'What `git clone` takes' }),
        catalogInfoUrl: z =>
          z.string({ description: 'URL of catalog-info.yaml' }),
        lockUrl: z => z.string({ description: `URL of ${LOCK_PATH}` }),
        description: z =>
          z.string({
            description:
              'What the host is told of the repository: what the entity says, if the answers say nothing',
          }),
        entityRefs: z =>
          z.array(z.string(), { description: 'Entities that will come out' }),
        protect: z =>
          z.string({
            description:
              "Type of the host whose main branch is protected after registration, or 'none'",
          }),
        protection: z =>
          z.object(
            {
              approvals: z.number(),
              codeOwners: z.boolean(),
              checks: z.array(z.string()),
            },
            { description: 'What a change of the main branch needs' },
          ),
      },
    },
    async handler(ctx) {
      const credentials = await ctx.getInitiatorCredentials();
      await requireCompose(options, ctx.input.answers, credentials);
      const { composition, tree, entities } = await goldenPath.compose(
        ctx.input.answers,
        { signal: ctx.signal },
      );
      const place = repositoryPlace(ctx.input.repoUrl, integrations);
      const refs = entityRefs(entities);
      const refusals = hostProblems(composition, place.host, options);
      const { isSame, problems: ofRepository } =
        // A host that is not allowed is not asked, nor shown any credentials.
        refusals.length > 0
          ? { isSame: false, problems: refusals }
          : await atRepository(place, lockDigest(tree), {
              reader: options.reader,
              signal: ctx.signal,
            });
      const problems = [
        ...ofRepository,
        ...protectionProblems(composition, place.type),
        ...(await registerProblems(options, credentials)),
        ...(await ownerProblems(
          catalog,
          composition.service.owner,
          credentials,
        )),
        ...(await systemProblems(catalog, composition.service, credentials)),
        ...(await domainProblems(catalog, composition.service, credentials)),
        // A name that somebody else hides is taken all the same.
        ...(await takenNames(
          catalog,
          refs,
          place.catalogInfoUrl,
          await auth.getOwnServiceCredentials(),
        )),
        ...refusedKinds(config, entities, place.catalogInfoUrl).map(
          kind =>
            `catalog.rules: the catalog refuses ${kind} entities from ${place.catalogInfoUrl}; let an administrator add ${kind} to 'catalog.rules'`,
        ),
      ];
      if (problems.length > 0) {
        throw new InputError(
          `Nothing was created. ${
            problems.length === 1
              ? 'One thing stands'
              : `${problems.length} things stand`
          } in the way:\n${problems.join('\n')}`,
        );
      }
      ctx.logger.info(
        isSame
          ? `${place.path} already holds this composition and is taken over as it is`
          : `${place.path} is free, and so are ${refs.join(', ')}`,
      );
      ctx.output('publish', isSame ? 'none' : place.type);
      ctx.output('repoContentsUrl', place.contentsUrl);
      ctx.output('cloneUrl', place.cloneUrl);
      ctx.output('catalogInfoUrl', place.catalogInfoUrl);
      ctx.output('lockUrl', place.fileUrl(LOCK_PATH));
      ctx.output('description', composition.service.description);
      ctx.output('entityRefs', refs);
      const { protection } = composition;
      ctx.output('protect', protection ? place.type : 'none');
      ctx.output('protection', {
        approvals: protection?.approvals ?? 1,
        codeOwners: protection?.codeOwners ?? false,
        checks: protection?.checks ?? [],
      });
    },
  });
}

/** Whether the repository holds the composition already, and what stands in the way there. */
async function atRepository(
  place: RepositoryPlace,
  digest: string,
  options: Parameters<typeof repositoryState>[2],
): Promise<{ isSame: boolean; problems: string[] }> {
  try {
    const state = await repositoryState(place, digest, options);
    return {
      isSame: state === 'same',
      problems: state === 'taken' ? [takenRepository(place)] : [],
    };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { isSame: false, problems: [error.message] };
  }
}

function hostProblems(
  { profile }: Composition,
  host: string,
  {
    config,
    integrations,
  }: { config: Config; integrations: ScmIntegrationRegistry },
): string[] {
  const forbidden = profile && hostProblem(profile, host);
  if (forbidden) return [`repoUrl: ${forbidden}`];
  const offered = offeredHosts(
    integrations.list().map(({ type, title }) => ({ type, host: title })),
    config,
    profile?.hosts,
  ).map(each => each.host);
  return offered.includes(host)
    ? []
    : [
        `repoUrl: this portal creates no repositories on ${host}; choose ${offered.join(
          ', ',
        )}, or name ${host} in 'integrations'`,
      ];
}

function protectionProblems(
  { protection }: Composition,
  type: string,
): string[] {
  const problem = protection && protectionProblem(type);
  return problem ? [`protection: ${problem}`] : [];
}

function takenRepository(place: { path: string }): string {
  return `repoUrl: ${place.path} already holds files that these answers do not compose; choose another name, or empty that repository`;
}
