import { jsonSchemaOf } from '@golden-path/backstage-plugin-golden-path-common';
import type { JsonSchemaName } from '@golden-path/backstage-plugin-golden-path-common';
import { EXIT, writeJson } from '../io';
import type { ExitCode, Io } from '../io';

/** Prints a published JSON Schema. */
export async function schema(io: Io, name: JsonSchemaName): Promise<ExitCode> {
  writeJson(io, jsonSchemaOf(name));
  return EXIT.ok;
}
