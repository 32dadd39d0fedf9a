import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  ScaffolderFieldExtensions,
  scaffolderApiRef,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { scaffolderApiMock } from '@backstage/plugin-scaffolder-react/testUtils';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import {
  GoldenPathAnswersFieldExtension,
  GoldenPathPlaceFieldExtension,
  GoldenPathRunOutputs,
  goldenPathPlugin,
} from '.';
import { goldenPathApiRef } from './api/goldenPathApi';
import { wizardSessionsApiRef } from './session/wizardSessions';

// The first render compiles much, and a busy machine is slow at it.
jest.setTimeout(60_000);

const outlet = (
  <ScaffolderFieldExtensions>
    <GoldenPathAnswersFieldExtension />
    <GoldenPathPlaceFieldExtension />
  </ScaffolderFieldExtensions>
);

function Names() {
  const fields = useCustomFieldExtensions(outlet);
  return <p>{fields.map(({ name }) => name).join(', ')}</p>;
}

describe('the plugin of the old frontend system', () => {
  it('brings its APIs', () => {
    expect([...goldenPathPlugin.getApis()].map(({ api }) => api)).toEqual([
      goldenPathApiRef,
      wizardSessionsApiRef,
    ]);
  });

  it('gives Create the fields that the templates name', async () => {
    await renderInTestApp(<Names />);
    expect(
      screen.getByText('GoldenPathAnswers, GoldenPathPlace'),
    ).toBeInTheDocument();
  });

  it('leaves a run of another template to the stock outputs', async () => {
    const scaffolder = scaffolderApiMock.mock({
      // Nothing is known of the task yet.
      getTask: () => new Promise(() => {}),
    });
    const output = {
      links: [{ title: 'Elsewhere', url: 'https://example.org' }],
    };
    await renderInTestApp(
      <TestApiProvider apis={[[scaffolderApiRef, scaffolder]]}>
        <GoldenPathRunOutputs output={output} />
      </TestApiProvider>,
      { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
    );
    expect(
      await screen.findByRole('button', { name: /Elsewhere/ }),
    ).toBeInTheDocument();
  });
});
