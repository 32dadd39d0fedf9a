import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** Options of the field for the repository's place. */
export const placeFieldSchema = makeFieldSchema({
  output: z => z.string().describe('host?owner=…&repo=…'),
  uiOptions: z =>
    z.object({
      goldenPath: z.string().describe('Id of the golden path'),
      hosts: z
        .array(z.string())
        .optional()
        .describe(
          'Hosts to choose from; all that the browser knows, if absent',
        ),
    }),
});

/** Props of the field. */
export type PlaceFieldProps = typeof placeFieldSchema.TProps;
