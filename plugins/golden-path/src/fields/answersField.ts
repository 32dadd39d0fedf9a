import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** Options of the field that the pages of the wizard share. */
export const answersFieldSchema = makeFieldSchema({
  output: z => z.record(z.unknown()).describe('Answers of a golden path'),
  uiOptions: z =>
    z.object({
      goldenPath: z.string().describe('Id of the golden path'),
      section: z
        .enum(['service', 'patterns', 'resources', 'preview'])
        .describe('The page of the wizard that the field shows'),
    }),
});

/** Props of the field. */
export type AnswersFieldProps = typeof answersFieldSchema.TProps;
