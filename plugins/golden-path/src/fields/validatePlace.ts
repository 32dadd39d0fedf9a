import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { parsePlace } from '../answers/place';
import { placeProblems } from '../answers/placeProblems';

/** Refuses Next while the repository has no complete place. */
export const validatePlace: CustomFieldValidator<string> = (value, field) => {
  const [first] = placeProblems(parsePlace(value));
  if (first) field.addError(first.message);
};
