import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { formatPath } from '@golden-path/backstage-plugin-golden-path-common';
import { evaluate, problemsOf } from '../answers/evaluate';
import type { Section } from '../answers/evaluate';
import { readAnswers } from '../answers/readAnswers';
import { goldenPathApiRef } from '../api/goldenPathApi';

/** Refuses Next with the first problem of the page. */
export const validateAnswers: CustomFieldValidator<
  Record<string, unknown>,
  { goldenPath: string; section: Section }
> = async (value, field, { apiHolder, uiSchema }) => {
  const options = uiSchema?.['ui:options'];
  const api = apiHolder.get(goldenPathApiRef);
  if (!options || !api) return;
  const answers = readAnswers(value);
  if (!answers) {
    field.addError('is not filled in yet');
    return;
  }
  const catalogue = await api.catalogueOf(options.goldenPath);
  const { problems } = evaluate(catalogue, answers);
  const [first, ...others] = problemsOf(options.section, problems);
  if (!first) return;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  const place =
    first.path[0] === 'resources' ? `${formatPath(first.path)}: ` : '';
  field.addError(`${place}${first.message}. ${first.advice}${more}`);
};
