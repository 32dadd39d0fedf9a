import type { EmitContext, FileDraft } from '../plan';
import { goSettings } from '../profile/goSettings';
import { contribution } from './contribution';
import { imageName } from './imageName';
import { jobsInOrder } from './jobsInOrder';
import type { Jobs } from './jobsInOrder';
import { printYaml } from './yaml';

type Job = Jobs[string];
type Service = NonNullable<Job['services']>[string];

const PATH = '.gitlab-ci.yml';

/** Keys of a pipeline that are not jobs, and could be the id of one. */
const KEYWORDS = new Set(['cache', 'image', 'pages', 'services', 'stages']);

/** The image of the Dockerfile's first stage. */
const GO_IMAGE = 'golang:1.26';

/**
 * What was compiled is kept from job to job. Modules are not: below the
 * project, checks of the project's own files would find them.
 */
const CACHE = { key: { files: ['go.sum'] }, paths: ['.cache/go-build/'] };

/** Fetches the branch that a change goes to, which GitLab leaves out. */
const FETCH_BASE = [
  'export BASE="origin/${CI_MERGE_REQUEST_TARGET_BRANCH_NAME:-$CI_DEFAULT_BRANCH}"',
  'git fetch --depth=1 origin "+refs/heads/${BASE#origin/}:refs/remotes/$BASE"',
];

/** The GitLab pipeline: the same jobs as the workflow on GitHub, in stages. */
export function gitlabPipeline(context: EmitContext): FileDraft[] {
  const { value, contributors } = contribution(context, 'ci');
  const { jobs = {} } = value;
  const { service, profile } = context.composition;
  const order = jobsInOrder(jobs);
  const stages = [...new Set(order.map(id => stageOf(jobs[id] ?? {})))];
  const runner = profile?.ci?.runner;
  const content = printYaml(
    {
      workflow: {
        rules: [
          { if: '$CI_PIPELINE_SOURCE == "merge_request_event"' },
          { if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' },
          { if: '$CI_COMMIT_TAG' },
        ],
      },
      stages,
      default: {
        image: profile?.images?.build ?? GO_IMAGE,
        interruptible: true,
        ...(runner !== undefined && { tags: [runner].flat() }),
      },
      variables: {
        ...goSettings(profile),
        GOCACHE: '$CI_PROJECT_DIR/.cache/go-build',
        ...registryOf(service.module, profile?.images?.registry),
      },
      ...Object.fromEntries(
        order.map(id => [jobName(id), printedJob(jobs[id] ?? {})]),
      ),
    },
    ['stages', 'default', 'variables', ...order.map(jobName)].map(key => ({
      path: [key],
      space: true,
    })),
  );
  return [{ path: PATH, class: 'merged', content, contributors }];
}

/**
 * Where images go. Without a registry of the organisation's, the one of the
 * project; who may push to another is in variables of its group.
 */
function registryOf(
  modulePath: string,
  registry: string | undefined,
): Record<string, string> {
  if (registry === undefined) {
    return {
      IMAGE: '$CI_REGISTRY_IMAGE',
      REGISTRY: '$CI_REGISTRY',
      REGISTRY_USERNAME: '$CI_REGISTRY_USER',
      REGISTRY_PASSWORD: '$CI_REGISTRY_PASSWORD',
    };
  }
  const [host = registry] = registry.split('/');
  return { IMAGE: imageName(modulePath, registry), REGISTRY: host };
}

/** No job may be called like a keyword. */
function jobName(id: string): string {
  return KEYWORDS.has(id) ? `publish-${id}` : id;
}

function stageOf({ needs = [] }: Job): 'check' | 'ship' {
  return needs.length > 0 ? 'ship' : 'check';
}

function printedJob(job: Job): object {
  const { needs, minutes = 20, services = {}, steps = [], gitlab } = job;
  const kept = Object.entries(services);
  return {
    stage: stageOf(job),
    ...(needs && { needs: needs.map(jobName) }),
    timeout: `${minutes} minutes`,
    ...(gitlab?.image && { image: gitlab.image }),
    ...(gitlab?.rules && { rules: gitlab.rules.map(rule => ({ if: rule })) }),
    ...((kept.length > 0 || gitlab?.services) && {
      services: [
        ...kept.map(([alias, service]) => printedService(alias, service)),
        ...(gitlab?.services ?? []),
      ],
    }),
    ...(gitlab?.variables && { variables: gitlab.variables }),
    ...(!gitlab?.image && { cache: CACHE }),
    script: [
      ...(job.base ? FETCH_BASE : []),
      ...(gitlab?.script ??
        steps.flatMap(({ run }) => (run ? lines(run) : []))),
    ],
    ...(gitlab?.artifacts && { artifacts: gitlab.artifacts }),
  };
}

function lines(run: string): string[] {
  return run.trimEnd().split('\n');
}

function printedService(
  alias: string,
  { image, command, env }: Service,
): object {
  return {
    name: image,
    alias,
    ...(command && { command }),
    ...(env && { variables: env }),
  };
}
