import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** Options of the field for the repository's place. */
export const placeFieldSchema = makeFieldSchema({
  output: z => z.string().describe('host?owner=…&repo=…'),
  uiOptions: z =>
    z.object({
      goldenPath: z.string().describe('Id of the golden path'),
      types: z
        .array(z.string())
        .optional()
        .describe('Types of integrations that the template can publish to'),
    }),
});

/** Props of the field. */
export type PlaceFieldProps = typeof placeFieldSchema.TProps;
