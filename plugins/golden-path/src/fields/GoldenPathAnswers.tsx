import { useApi } from '@backstage/core-plugin-api';
import { parsePlace } from '../answers/place';
import { goldenPathApiRef } from '../api/goldenPathApi';
import { useLoaded } from '../wizard/useLoaded';
import { FieldState } from './FieldState';
import { WizardField } from '../wizard/WizardField';
import type { AnswersFieldProps } from './answersField';

/**
 * One page of the wizard: the form for a part of the answers, and beside it
 * what comes out of them.
 */
export function GoldenPathAnswers(props: AnswersFieldProps) {
  const { formData, onChange, rawErrors = [], uiSchema, formContext } = props;
  const { goldenPath = '', section = 'service' } =
    uiSchema?.['ui:options'] ?? {};
  const api = useApi(goldenPathApiRef);
  const catalogue = useLoaded(() => api.catalogueOf(goldenPath), goldenPath);
  if (catalogue.state !== 'ready') {
    return <FieldState loaded={catalogue} what="The golden path" />;
  }
  return (
    <WizardField
      catalogue={catalogue.value}
      goldenPath={goldenPath}
      section={section}
      formData={formData}
      onChange={answers => onChange(answers)}
      refused={rawErrors.length > 0}
      place={parsePlace(formContext?.formData?.repoUrl)}
    />
  );
}
