import { useApi } from '@backstage/core-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { readAnswers } from '../answers/readAnswers';
import { parsePlace } from '../answers/place';
import { goldenPathApiRef } from '../api/goldenPathApi';
import { wizardSessionsApiRef } from '../session/wizardSessions';
import { begin } from '../wizard/begin';
import type { Beginning } from '../wizard/begin';
import { useTakeover } from '../wizard/useTakeover';
import { useLoaded } from '../wizard/useLoaded';
import { WizardField } from '../wizard/WizardField';
import type { AnswersFieldProps } from './answersField';
import { FieldState } from './FieldState';

const NOTHING: Beginning = {};

function isFor(goldenPath: string, formData: unknown): boolean {
  return readAnswers(formData)?.goldenPath === goldenPath;
}

/**
 * A page of the wizard as a form field: form on the left, what comes out on
 * the right. Its value is the answers; the preview never becomes part of it.
 */
export function GoldenPathAnswers(props: AnswersFieldProps) {
  const { formData, onChange, rawErrors = [], uiSchema, formContext } = props;
  const { goldenPath = '', section = 'service' } =
    uiSchema?.['ui:options'] ?? {};
  const api = useApi(goldenPathApiRef);
  const session = useApi(wizardSessionsApiRef).of(goldenPath);
  const scaffolder = useApi(scaffolderApiRef);
  const { repoUrl } = formContext?.formData ?? {};
  useTakeover({ session, scaffolder, section }, { answers: formData, repoUrl });
  const loaded = useLoaded(async () => {
    const [catalogue, beginning] = await Promise.all([
      api.catalogueOf(goldenPath),
      // On the way back to where the draft was left, its form is filled in already.
      isFor(goldenPath, formData) && !session.resuming
        ? NOTHING
        : begin(
            goldenPath,
            { address: window.location, form: formContext?.formData },
            session,
            scaffolder,
          ),
    ]);
    return { catalogue, beginning };
  }, goldenPath);
  if (loaded.state !== 'ready') {
    return <FieldState loaded={loaded} what="The golden path" />;
  }
  return (
    <WizardField
      catalogue={loaded.value.catalogue}
      beginning={loaded.value.beginning}
      goldenPath={goldenPath}
      section={section}
      formData={formData}
      onChange={answers => onChange(answers)}
      refused={rawErrors.length > 0}
      place={parsePlace(repoUrl)}
    />
  );
}
