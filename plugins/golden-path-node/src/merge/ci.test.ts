import { parse } from 'yaml';
import { githubWorkflow } from './ci';
import { gitlabPipeline } from './gitlabPipeline';
import { sampleContext } from './testing/sampleContext';

const printed = (context: Parameters<typeof githubWorkflow>[0]) =>
  parse(githubWorkflow(context)[0]?.content ?? '');

describe('githubWorkflow', () => {
  it('sets up a job before the steps that patterns add', () => {
    const workflow = printed(
      sampleContext({
        owner: { ci: { jobs: { test: { setup: 'go' } } } },
        other: {
          ci: {
            jobs: {
              test: {
                services: {
                  postgres: {
                    image: 'postgres:17',
                    options: ['--health-cmd "true"', '--health-retries 3'],
                  },
                },
                steps: [{ name: 'Test', run: 'make test' }],
              },
            },
          },
        },
      }),
    );
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const { steps, services } = workflow.jobs.test;
    expect(steps.map((s: Record<string, string>) => s.uses ?? s.run)).toEqual([
      'actions/checkout@v6.0.0',
      'actions/setup-go@v6.0.0',
      'make test',
    ]);
    expect(services.postgres.options).toBe(
      '--health-cmd "true" --health-retries 3',
    );
  });

  it('starts a server that takes arguments in a step, for GitHub passes none', () => {
    const image = { image: 'nats:2', command: ['--jetstream'] };
    const context = sampleContext({
      owner: {
        ci: {
          jobs: {
            test: {
              services: { nats: { ...image, ports: ['4222:4222'] } },
              steps: [{ run: 'make test' }],
            },
          },
        },
      },
    });
    const { services, steps } = printed(context).jobs.test;
    expect(services).toBeUndefined();
    expect(steps.slice(1)).toEqual([
      {
        name: 'Start nats',
        run: 'docker run --detach --publish 4222:4222 nats:2 --jetstream',
      },
      { run: 'make test' },
    ]);
    const [pipeline] = gitlabPipeline(context);
    expect(parse(pipeline!.content).test.services).toEqual([
      { name: 'nats:2', alias: 'nats', command: ['--jetstream'] },
    ]);
  });

  it('has the branch that a change goes to where a job asks for it', () => {
    const lint = { base: true, steps: [{ run: 'make compared' }] };
    const context = sampleContext({
      owner: {
        ci: { jobs: { lint, test: { steps: [{ run: 'make test' }] } } },
      },
    });
    const { jobs } = printed(context);
    expect(jobs.lint.env.BASE).toMatch(/^origin\/\$\{\{ github\.base_ref /);
    expect(jobs.lint.steps[0].with).toEqual({
      'persist-credentials': false,
      'fetch-depth': 0,
    });
    expect(jobs.test.env).toBeUndefined();
    expect(jobs.test.steps[0].with).not.toHaveProperty('fetch-depth');
    const pipeline = parse(gitlabPipeline(context)[0]!.content);
    expect(pipeline.lint.script).toEqual([
      expect.stringMatching(/^export BASE=/),
      expect.stringMatching(/^git fetch .*\$BASE"$/),
      'make compared',
    ]);
    expect(pipeline.test.script).toEqual(['make test']);
  });

  it('puts jobs after the jobs they need', () => {
    const jobs = { ship: { needs: ['test'] }, test: {}, lint: {} };
    const workflow = printed(sampleContext({ owner: { ci: { jobs } } }));
    expect(Object.keys(workflow.jobs)).toEqual(['lint', 'test', 'ship']);
  });

  it('refuses jobs that wait for each other', () => {
    const jobs = { a: { needs: ['b'] }, b: { needs: ['a'] } };
    const context = sampleContext({ owner: { ci: { jobs } } });
    expect(() => githubWorkflow(context)).toThrow(
      'CI jobs wait for each other: ',
    );
  });
});
