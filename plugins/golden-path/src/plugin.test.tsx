import {
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import {
  GoldenPathAnswersFieldExtension,
  GoldenPathPlaceFieldExtension,
  goldenPathPlugin,
} from '.';
import { goldenPathApiRef } from './api/goldenPathApi';
import { wizardSessionsApiRef } from './session/wizardSessions';

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
});
