import type { Contribution } from '@golden-path/backstage-plugin-golden-path-common';
import type { EmitContext, FileDraft } from '../plan';
import { contribution } from './contribution';
import { printYaml } from './yaml';
import type { YamlRemark } from './yaml';

type Jobs = NonNullable<Contribution<'ci'>['jobs']>;
type Job = Jobs[string];
type Service = NonNullable<Job['services']>[string];

const PATH = '.github/workflows/ci.yaml';

const CHECKOUT = {
  uses: 'actions/checkout@v6.0.0',
  with: { 'persist-credentials': false },
};

const setupGo = (more: object) => ({
  uses: 'actions/setup-go@v6.0.0',
  with: { 'go-version-file': 'go.mod', ...more },
});

/** What a job begins with: the source, Go, or Go and the pinned tools. */
const SETUP: Readonly<Record<NonNullable<Job['setup']>, readonly object[]>> = {
  source: [CHECKOUT],
  go: [CHECKOUT, setupGo({})],
  tools: [CHECKOUT, setupGo({ 'cache-dependency-path': '**/go.sum' })],
};

/** The GitHub Actions workflow: the jobs of all patterns, least permissions. */
export function githubWorkflow(context: EmitContext): FileDraft[] {
  const { value, contributors } = contribution(context, 'ci');
  const { jobs = {} } = value;
  const order = Object.keys(jobs).sort(
    (a, b) => depth(jobs, a) - depth(jobs, b) || (a < b ? -1 : 1),
  );
  const content = printYaml(
    {
      name: 'ci',
      on: { push: { branches: ['main'], tags: ['v*'] }, pull_request: {} },
      permissions: { contents: 'read' },
      concurrency: {
        group: '${{ github.workflow }}-${{ github.ref }}',
        'cancel-in-progress': "${{ github.event_name == 'pull_request' }}",
      },
      jobs: Object.fromEntries(
        order.map(id => [id, printedJob(jobs[id] ?? {})]),
      ),
    },
    emptyLines(order),
    'yaml-1.2',
  );
  return [{ path: PATH, class: 'merged', content, contributors }];
}

/** How many jobs have to be done one after the other before this one. */
function depth(jobs: Jobs, id: string, path: readonly string[] = []): number {
  if (path.includes(id)) {
    throw new Error(
      `CI jobs wait for each other: ${[...path, id].join(' > ')}`,
    );
  }
  const depths = (jobs[id]?.needs ?? []).map(
    need => 1 + depth(jobs, need, [...path, id]),
  );
  return Math.max(0, ...depths);
}

function emptyLines(jobs: readonly string[]): YamlRemark[] {
  const top = ['on', 'permissions', 'concurrency', 'jobs'];
  return [
    ...top.map(key => ({ path: [key], space: true })),
    ...jobs.slice(1).map(id => ({ path: ['jobs', id], space: true })),
  ];
}

function printedJob(job: Job): object {
  const { needs, minutes, permissions, services, steps = [] } = job;
  const setup = SETUP[job.setup ?? 'source'];
  return {
    ...(needs && { needs }),
    'runs-on': 'ubuntu-24.04',
    'timeout-minutes': minutes ?? 20,
    ...(permissions && { permissions }),
    ...(services && {
      services: Object.fromEntries(
        Object.entries(services).map(([name, service]) => [
          name,
          printedService(service),
        ]),
      ),
    }),
    steps: [...setup, ...steps],
  };
}

function printedService({ options, ...service }: Service): object {
  return { ...service, ...(options && { options: options.join(' ') }) };
}
