import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  ScmIntegrationsApi,
  scmIntegrationsApiRef,
} from '@backstage/integration-react';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { scaffolderApiMock } from '@backstage/plugin-scaffolder-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { validAnswers } from '../__testUtils__/answers';
import { violationsOf } from '../__testUtils__/axe';
import { readCatalogue } from '../__testUtils__/catalogue';
import { localApi } from '../__testUtils__/localApi';
import { goldenPathApiRef } from '../api/goldenPathApi';
import {
  createWizardSessions,
  wizardSessionsApiRef,
} from '../session/wizardSessions';
import type { Run } from './run';
import { RunView } from './RunView';
import type { RunStep, StepPurpose } from './steps';

// The first render compiles much, and a busy machine is slow at it.
jest.setTimeout(60_000);

const SECONDS: { [does in StepPurpose]?: number } = {
  publish: 0.4,
  register: 3,
};

const step = (does: StepPurpose, state: RunStep['state']): RunStep => ({
  id: does,
  does,
  state,
  title: `${does} ${state}`,
  seconds: state === 'done' ? SECONDS[does] : undefined,
});

const done: Run = {
  answers: validAnswers(),
  place: { host: 'git.example.org', owner: 'acme', repo: 'users' },
  template: { namespace: 'default', name: 'go-rest-service' },
  state: 'done',
  steps: [step('publish', 'done'), step('register', 'done')],
  failed: undefined,
  error: undefined,
  repository: 'yes',
};
const failed: Run = {
  ...done,
  state: 'failed',
  steps: [step('publish', 'done'), step('register', 'failed')],
  failed: step('register', 'failed'),
  error: 'the catalog answered 503 five times',
};

const output = {
  links: [{ title: 'Repository', url: 'https://git.example.org/acme/users' }],
  text: [
    {
      content:
        '```sh\ngit clone u && cd users\nmake run # on 8080\n```\nNeeds Go.',
    },
  ],
};

function renderRun(run: Run, retry = jest.fn(async () => ({ id: 'run-1' }))) {
  const onRetried = jest.fn();
  const isDone = run.state === 'done';
  const view = renderInTestApp(
    <RunView
      taskId="run-1"
      run={run}
      output={isDone ? output : undefined}
      onRetried={onRetried}
    />,
    {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [scaffolderApiRef, scaffolderApiMock.mock({ retry })],
        [goldenPathApiRef, localApi(readCatalogue())],
        [wizardSessionsApiRef, createWizardSessions(sessionStorage)],
        [
          scmIntegrationsApiRef,
          ScmIntegrationsApi.fromConfig(mockApis.config({ data: {} })),
        ],
        [
          catalogApiRef,
          catalogApiMock({
            entities: [
              {
                apiVersion: 'backstage.io/v1alpha1',
                kind: 'Component',
                metadata: { name: 'users' },
              },
            ],
          }),
        ],
      ],
    },
  );
  return { ...view, retry, onRetried };
}

describe('what became of a run', () => {
  it('that is done: where it is, three lines, and what is next', async () => {
    const { container } = renderRun(done);
    expect(
      await screen.findByRole('heading', { name: 'users is ready' }),
    ).toBeInTheDocument();
    const steps = screen.getByRole('list', { name: 'Steps' });
    expect(within(steps).getByText('under 1 s')).toBeInTheDocument();
    expect(within(steps).getByText('3 s')).toBeInTheDocument();
    const exists = await screen.findByRole('region', { name: 'What exists' });
    expect(
      within(exists).getByRole('link', { name: /^acme\/users/ }),
    ).toHaveAttribute('href', 'https://git.example.org/acme/users');
    await waitFor(() =>
      expect(within(exists).getByText('in the catalog')).toBeInTheDocument(),
    );
    const user = userEvent.setup();
    await user.click(
      screen.getByRole('button', { name: 'Copy git clone u && cd users' }),
    );
    expect(
      await screen.findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('internal/user/rules.go', { exact: false }),
    ).toBeInTheDocument();
    expect(await violationsOf(container)).toEqual([]);
  });

  it('that failed: what exists, what Retry does, and the focus on it', async () => {
    const { container, retry, onRetried } = renderRun(failed);
    expect(
      await screen.findByText('the catalog answered 503 five times'),
    ).toBeInTheDocument();
    const exists = screen.getByRole('region', { name: 'What exists' });
    await waitFor(() =>
      expect(within(exists).getAllByText('not yet').length).toBe(2),
    );
    expect(screen.getByText(/Nothing is created twice/)).toBeInTheDocument();
    const button = screen.getByRole('button', { name: 'Retry' });
    expect(button).toHaveFocus();
    expect(await violationsOf(container)).toEqual([]);
    await userEvent.click(button);
    expect(retry).toHaveBeenCalledWith('run-1');
    await waitFor(() => expect(onRetried).toHaveBeenCalled());
  });

  it('that cannot be retried now says why, and stays', async () => {
    const refused = jest.fn(async () => {
      throw new Error('Task with taskId run-1 cannot be retried');
    });
    const { onRetried } = renderRun(failed, refused);
    await userEvent.click(await screen.findByRole('button', { name: 'Retry' }));
    expect(
      await screen.findByText(/The run could not be retried: Task with/),
    ).toBeInTheDocument();
    expect(onRetried).not.toHaveBeenCalled();
  });
});
