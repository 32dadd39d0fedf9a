import type { TaskStream } from '@backstage/plugin-scaffolder-react';
import { mockApis } from '@backstage/frontend-test-utils';
import { ScmIntegrationsApi } from '@backstage/integration-react';
import { validAnswers } from '../__testUtils__/answers';
import { readCatalogue } from '../__testUtils__/catalogue';
import { laptopLines } from './laptop';
import { readRun, titleOf, whatRetryDoes } from './run';

const STEPS = [
  ['preflight', 'golden-path:preflight'],
  ['compose', 'golden-path:compose'],
  ['publish-gitea', 'publish:gitea'],
  ['publish-github', 'publish:github'],
  ['register', 'golden-path:register'],
  ['protect', 'golden-path:protect'],
] as const;

/** A stream whose steps have these states, in their order. */
function streamOf(
  states: readonly string[],
  rest: Partial<TaskStream> = {},
): TaskStream {
  const steps = STEPS.map(([id, action]) => ({ id, action, name: `Do ${id}` }));
  return {
    cancelled: false,
    loading: false,
    completed: true,
    stepLogs: {
      compose: ['2026-01-01T00:00:00Z info: Composed 9 files from 3 patterns'],
    },
    steps: Object.fromEntries(
      STEPS.map(([id], at) => [
        id,
        {
          id,
          status: states[at] ?? 'open',
          startedAt: '2026-01-01T00:00:00.000Z',
          endedAt: '2026-01-01T00:00:01.500Z',
        },
      ]),
    ),
    task: {
      id: 'run-1',
      spec: {
        steps,
        parameters: {
          answers: validAnswers(),
          repoUrl: 'git.example.org?owner=acme&repo=users',
        },
        templateInfo: {
          entityRef: 'template:default/go-rest-service',
          entity: { metadata: { name: 'go-rest-service' } },
        },
      },
    },
    ...rest,
  } as unknown as TaskStream;
}

const failure = (message: string) => ({ error: new Error(message) });
const titles = (stream: TaskStream) =>
  readRun(stream)?.steps.map(({ title }) => title);

describe('a run', () => {
  it('that is done says what was done, in the past', () => {
    const done = [
      'completed',
      'completed',
      'completed',
      'skipped',
      'completed',
    ];
    const run = readRun(streamOf(done))!;
    expect(titleOf(run)).toBe('users is ready');
    expect(run.steps.map(({ title, seconds }) => [title, seconds])).toEqual([
      ['Checked: nothing stands in the way', 1.5],
      ['Composed 9 files from 3 patterns', 1.5],
      ['Created acme/users on git.example.org, one commit on main', 1.5],
      ['Registered in the catalog, every entity shows', 1.5],
    ]);
    expect(run.repository).toBe('yes');
    const protectedToo = [...done, 'completed'];
    expect(titles(streamOf(protectedToo))?.at(-1)).toBe(
      'Protected the main branch, changes come in by review',
    );
  });

  it('that goes on says what is happening and what will', () => {
    const running = streamOf(['completed', 'processing', 'open'], {
      completed: false,
    });
    expect(titleOf(readRun(running)!)).toBe('users is being created');
    expect(titles(running)?.slice(1)).toEqual([
      'Composing the files',
      'Publish acme/users',
      'Register in the catalog',
    ]);
  });

  it.each([
    [
      ['failed'],
      'users was not created; nothing was made',
      /Nothing was created: when the message names an answer/,
    ],
    [
      ['completed', 'completed', 'failed'],
      'users is half done: the repository may exist, the catalog does not know it',
      /one that holds other files is left alone/,
    ],
    [
      ['completed', 'completed', 'completed', 'skipped', 'failed'],
      'users is half done: the repository exists, the catalog does not know it',
      /which of the 3 entities are there already.*Nothing is created twice/,
    ],
    [
      [...Array(5).fill('completed'), 'failed'],
      'users is there and the catalog knows it; its main branch is not protected',
      /Repository and entities stay as they are/,
    ],
  ])('that failed says what exists: %s', (states, title, retry) => {
    const run = readRun(
      streamOf(states, failure('InputError: No: it cannot')),
    )!;
    expect(titleOf(run)).toBe(title);
    expect(whatRetryDoes(run, 3)).toMatch(retry);
    expect(run.error).toBe('No: it cannot');
  });

  it('that was stopped says what exists', () => {
    const run = readRun(streamOf(['completed'], { cancelled: true }))!;
    expect(titleOf(run)).toBe('users was stopped; nothing was made');
  });

  it('of something else is none', () => {
    const stream = streamOf([]);
    stream.task!.spec.parameters = { name: 'x' };
    expect(readRun(stream)).toBeUndefined();
  });
});

describe('the lines for a laptop', () => {
  const place = { host: 'git.example.org', owner: 'acme', repo: 'users' };
  const gitea = [
    { host: 'git.example.org', baseUrl: 'https://git.example.org/hub' },
  ];
  const integrations = ScmIntegrationsApi.fromConfig(
    mockApis.config({ data: { integrations: { gitea } } }),
  );
  const [goldenPath] = readCatalogue().goldenPaths;

  it('are those of the output', () => {
    const content =
      '```sh\ngit clone x && cd y\nmake run\n```\n\nIt needs Go.\n';
    expect(
      laptopLines({ text: [{ content }] }, place, goldenPath, integrations),
    ).toEqual({
      lines: ['git clone x && cd y', 'make run'],
      needs: 'It needs Go.',
    });
  });

  it('follow from place and golden path while there is no output', () => {
    const found = laptopLines(undefined, place, goldenPath, integrations);
    expect(found?.lines[0]).toBe(
      'git clone https://git.example.org/hub/acme/users.git && cd users',
    );
    expect(found?.lines.length).toBe(1 + goldenPath!.words.run.length);
    const elsewhere = { ...place, host: 'nowhere.example.org' };
    expect(
      laptopLines(undefined, elsewhere, goldenPath, integrations),
    ).toBeUndefined();
  });
});
