import type { Profile } from '@golden-path/backstage-plugin-golden-path-common';
import type { EmitContext, FileDraft } from '../plan';
import { goSettings } from '../profile/goSettings';
import { contribution } from './contribution';
import { jobsInOrder } from './jobsInOrder';
import type { Jobs } from './jobsInOrder';
import { withRegistry } from './registryLogin';
import { printYaml } from './yaml';
import type { YamlRemark } from './yaml';

type Job = Jobs[string];
type Service = NonNullable<Job['services']>[string];

const PATH = '.github/workflows/ci.yaml';

const checkout = (more: object) => ({
  uses: 'actions/checkout@v6.0.0',
  with: { 'persist-credentials': false, ...more },
});

const setupGo = (more: object) => ({
  uses: 'actions/setup-go@v6.0.0',
  with: { 'go-version-file': 'go.mod', ...more },
});

/** What a job begins with after the source: Go, or Go and the pinned tools. */
const SETUP: Readonly<Record<NonNullable<Job['setup']>, readonly object[]>> = {
  source: [],
  go: [setupGo({})],
  tools: [setupGo({ 'cache-dependency-path': '**/go.sum' })],
};

/** Where a change goes; a push is measured by the branch as it stands. */
const BASE =
  'origin/${{ github.base_ref || github.event.repository.default_branch }}';

/** The GitHub Actions workflow: the jobs of all patterns, least permissions. */
export function githubWorkflow(context: EmitContext): FileDraft[] {
  const { value, contributors } = contribution(context, 'ci');
  const { jobs = {} } = value;
  const { profile } = context.composition;
  const order = jobsInOrder(jobs);
  const env = goSettings(profile);
  const workflow = {
    name: 'ci',
    on: { push: { branches: ['main'], tags: ['v*'] }, pull_request: {} },
    permissions: { contents: 'read' },
    concurrency: {
      group: '${{ github.workflow }}-${{ github.ref }}',
      'cancel-in-progress': "${{ github.event_name == 'pull_request' }}",
    },
    ...(Object.keys(env).length > 0 && { env }),
    jobs: Object.fromEntries(
      order.map(id => [id, printedJob(jobs[id] ?? {}, profile)]),
    ),
  };
  const [, ...top] = Object.keys(workflow);
  const content = printYaml(workflow, emptyLines(top, order), 'yaml-1.2');
  return [{ path: PATH, class: 'merged', content, contributors }];
}

function emptyLines(
  top: readonly string[],
  jobs: readonly string[],
): YamlRemark[] {
  return [
    ...top.map(key => ({ path: [key], space: true })),
    ...jobs.slice(1).map(id => ({ path: ['jobs', id], space: true })),
  ];
}

function printedJob(job: Job, profile: Profile | undefined): object {
  const { needs, minutes, permissions, services, steps = [] } = job;
  const registry = profile?.images?.registry;
  const setup = [
    // No credentials are left to fetch the other branch with: all come at once.
    checkout(job.base ? { 'fetch-depth': 0 } : {}),
    ...SETUP[job.setup ?? 'source'],
  ];
  const offered = Object.entries(services ?? {});
  const beside = offered.filter(([, { command }]) => !command);
  const started = offered.flatMap(([name, service]) =>
    service.command ? [startedService(name, service)] : [],
  );
  return {
    ...(needs && { needs }),
    'runs-on': profile?.ci?.runner ?? 'ubuntu-24.04',
    'timeout-minutes': minutes ?? 20,
    ...(permissions && { permissions }),
    ...(job.base && { env: { BASE } }),
    ...(beside.length > 0 && {
      services: Object.fromEntries(
        beside.map(([name, service]) => [name, printedService(service)]),
      ),
    }),
    steps: [
      ...setup,
      ...started,
      ...(registry ? withRegistry(steps, registry) : steps),
    ],
  };
}

/** GitHub passes no arguments to the image of a service, so a step starts it. */
function startedService(name: string, service: Service): object {
  const { image, command = [], env = {}, ports = [] } = service;
  const options = [
    ...ports.map(port => `--publish ${port}`),
    ...Object.entries(env).map(([key, value]) => `--env ${key}=${value}`),
  ];
  return {
    name: `Start ${name}`,
    run: ['docker run --detach', ...options, image, ...command].join(' '),
  };
}

function printedService({ options, ...service }: Service): object {
  return { ...service, ...(options && { options: options.join(' ') }) };
}
