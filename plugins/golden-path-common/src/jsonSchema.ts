import { z } from 'zod';
import { answersSchema } from './answers';
import { goldenPathSchema, patternManifestSchema } from './pattern';
import { profileSchema } from './profile';

/** Names of the published JSON Schemas. @public */
export const JSON_SCHEMAS = [
  'answers',
  'pattern',
  'golden-path',
  'profile',
] as const;

/** The name of a published JSON Schema. @public */
export type JsonSchemaName = (typeof JSON_SCHEMAS)[number];

const SOURCES: Readonly<
  Record<JsonSchemaName, { title: string; schema: z.ZodType }>
> = {
  answers: { title: 'Answers of a golden path', schema: answersSchema },
  pattern: {
    title: 'pattern.yaml of a pattern',
    schema: patternManifestSchema,
  },
  profile: { title: 'Profile of an organisation', schema: profileSchema },
  'golden-path': { title: 'golden-path.yaml', schema: goldenPathSchema },
};

/** The JSON Schema (draft 2020-12) of a file that people write. @public */
export function jsonSchemaOf(name: JsonSchemaName): Record<string, unknown> {
  const { title, schema } = SOURCES[name];
  const { $schema, ...body } = z.toJSONSchema(schema, { io: 'input' });
  return {
    $schema,
    $id: `https://goldenpath.dev/schema/v1/${name}.json`,
    title,
    ...body,
  };
}
