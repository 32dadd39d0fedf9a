import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { answersFieldSchema } from './answersField';
import { GoldenPathAnswers } from './GoldenPathAnswers';
import { GoldenPathPlace } from './GoldenPathPlace';
import { placeFieldSchema } from './placeField';
import { validateAnswers } from './validateAnswers';
import { validatePlace } from './validatePlace';

/** The field `GoldenPathAnswers` for the new frontend system. */
export const answersFormField = createFormField({
  name: 'GoldenPathAnswers',
  component: GoldenPathAnswers,
  validation: validateAnswers,
  schema: answersFieldSchema,
});

/** The field `GoldenPathPlace` for the new frontend system. */
export const placeFormField = createFormField({
  name: 'GoldenPathPlace',
  component: GoldenPathPlace,
  validation: validatePlace,
  schema: placeFieldSchema,
});
