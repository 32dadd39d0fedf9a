import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import type {
  Answers,
  Problem,
} from '@golden-path/backstage-plugin-golden-path-common';
import { evaluate, problemsOf } from '../answers/evaluate';
import type { WizardSection } from '../answers/evaluate';
import { readAnswers } from '../answers/readAnswers';
import { goldenPathApiRef } from '../api/goldenPathApi';
import { wizardSessionsApiRef } from '../session/wizardSessions';

/** Refuses Next with the first problem of the page. */
export const validateAnswers: CustomFieldValidator<
  Record<string, unknown>,
  { goldenPath: string; section: WizardSection }
> = async (value, field, { apiHolder, uiSchema }) => {
  const options = uiSchema?.['ui:options'];
  const api = apiHolder.get(goldenPathApiRef);
  if (!options || !api) return;
  const answers = readAnswers(value);
  if (!answers) {
    field.addError('is not filled in yet');
    return;
  }
  const session = apiHolder.get(wizardSessionsApiRef)?.of(options.goldenPath);
  if (options.section === 'resources' && session?.unwritten) {
    field.addError(session.unwritten);
    return;
  }
  const catalogue = await api.catalogueOf(options.goldenPath);
  const { problems } = evaluate(catalogue, answers);
  const [first, ...others] = problemsOf(options.section, problems);
  if (!first) return;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  field.addError(
    `${placeOf(answers, first)}${first.message}. ${first.advice}${more}`,
  );
};

/** Where in the tables the value stands; other pages need no place. */
function placeOf({ resources }: Answers, { path }: Problem): string {
  const [first, index, , row] = path;
  if (first !== 'resources' || typeof index !== 'number') return '';
  const name = resources[index]?.name || `resource ${index + 1}`;
  return typeof row === 'number' ? `${name}, row ${row + 1}: ` : `${name}: `;
}
