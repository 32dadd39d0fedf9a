import {
  FIELD_TYPES,
  fieldAnswersSchema,
  resourceAnswersSchema,
} from '@golden-path/backstage-plugin-golden-path-common';
import type {
  FieldAnswers,
  FieldType,
} from '@golden-path/backstage-plugin-golden-path-common';
import { compact } from '../answers/edits';
import { givenNote } from './givenNote';
import { inferField } from './inferField';
import { fieldName, referredName, resourceName } from './names';
import { GIVEN_FIELDS } from './pasted';
import type { Pasted, PastedField, PastedResource } from './pasted';

type Json = Readonly<Record<string, unknown>>;

/** Objects of a sample that are looked at to tell types. */
const SAMPLE = 1000;

/**
 * Reads a sample (an object, or a list of objects), a JSON Schema, or resources
 * as an answers file has them.
 */
export function readJson(text: string, resources: readonly string[]): Pasted {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return failed(
      lineOf(text, error),
      `This is no JSON: ${error instanceof Error ? error.message : error}`,
    );
  }
  const read = resourcesOf(value, resources);
  return read.length > 0
    ? { format: 'JSON', resources: read, faults: [] }
    : failed(
        1,
        'The JSON holds no object. Paste an object, a list of objects or a JSON Schema.',
      );
}

function resourcesOf(
  value: unknown,
  resources: readonly string[],
): PastedResource[] {
  const answers = asAnswers(value);
  if (answers) return answers;
  if (!isObject(value)) {
    const rows = Array.isArray(value) ? value.filter(isObject) : [];
    return rows.length > 0 ? [ofSample(rows, resources)] : [];
  }
  if (isObject(value.properties)) return [ofSchema(value, resources)];
  const schemas = schemasIn(value);
  if (schemas.length > 0) {
    return schemas.map(([name, schema]) => ({
      ...ofSchema(schema, resources),
      name: resourceName(name),
    }));
  }
  return [ofSample([value], resources)];
}

/** Resources in the product's own format, one or a list. */
function asAnswers(value: unknown): PastedResource[] | undefined {
  const list = isObject(value) && value.resources ? value.resources : [value];
  const parsed = resourceAnswersSchema.array().min(1).safeParse(list);
  return parsed.success
    ? parsed.data.map(({ name, description, fields }) => ({
        name,
        description,
        source: `resource of ${fields.length} fields`,
        fields: fields.map(field => ({ field })),
        leftOut: [],
      }))
    : undefined;
}

/** Named schemas of an OpenAPI document or of `$defs`. */
function schemasIn(value: Json): [string, Json][] {
  const components = isObject(value.components) ? value.components : {};
  const named = [components.schemas, value.definitions, value.$defs].find(
    isObject,
  );
  return Object.entries(named ?? {}).flatMap(
    ([name, schema]): [string, Json][] =>
      isObject(schema) && isObject(schema.properties) ? [[name, schema]] : [],
  );
}

function ofSample(
  rows: readonly Json[],
  resources: readonly string[],
): PastedResource {
  const sample = rows.slice(0, SAMPLE);
  const keys = [...new Set(sample.flatMap(row => Object.keys(row)))];
  const given = keys.filter(isGiven);
  const nested = keys.filter(key => sample.some(row => isObject(row[key])));
  const kept = keys.filter(
    key => !given.includes(key) && !nested.includes(key),
  );
  return {
    source:
      rows.length === 1 ? 'one object' : `${rows.length} objects of a sample`,
    fields: kept.map(key =>
      sampleField(
        key,
        sample.map(row => row[key] ?? ''),
        resources,
      ),
    ),
    leftOut: [...givenNote(given.map(fieldName)), ...nested.map(nestedNote)],
  };
}

function sampleField(
  key: string,
  values: readonly unknown[],
  resources: readonly string[],
): PastedField {
  if (!values.some(Array.isArray)) return inferField(key, values, resources);
  const items = values.flat().filter(item => item !== '');
  const isInteger =
    items.length > 0 && items.every(item => Number.isSafeInteger(item));
  return {
    field: {
      name: fieldName(key),
      type: 'list',
      items: isInteger ? 'integer' : 'text',
    },
  };
}

function ofSchema(schema: Json, resources: readonly string[]): PastedResource {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const keys = Object.keys(properties);
  const given = keys.filter(isGiven);
  const nested: string[] = [];
  const fields: PastedField[] = [];
  for (const key of keys.filter(each => !given.includes(each))) {
    const property = properties[key];
    const field = isObject(property)
      ? schemaField(key, property, required.includes(key), resources)
      : undefined;
    if (field) fields.push({ field });
    else nested.push(key);
  }
  const { title, description } = schema;
  return {
    ...(typeof title === 'string' && { name: resourceName(title) }),
    source: `JSON Schema, ${keys.length} properties`,
    ...(typeof description === 'string' && {
      description: description.slice(0, 500),
    }),
    fields,
    leftOut: [...givenNote(given.map(fieldName)), ...nested.map(nestedNote)],
  };
}

function schemaField(
  key: string,
  property: Json,
  required: boolean,
  resources: readonly string[],
): FieldAnswers | undefined {
  const name = fieldName(key);
  const type = schemaType(property);
  if (!type) return undefined;
  const isText = type.type === 'text';
  const target =
    isText || type.type === 'uuid' ? referredName(name) : undefined;
  const resource = resources.find(each => each.replace(/-/g, '_') === target);
  const shared = {
    required: required || undefined,
    description:
      typeof property.description === 'string'
        ? property.description.slice(0, 500)
        : undefined,
  };
  const field = compact(
    target && resource
      ? { name: target, type: 'reference' as const, resource, ...shared }
      : {
          name,
          ...type,
          ...shared,
          ...(isText && {
            minLength: property.minLength,
            maxLength: property.maxLength,
          }),
          ...(type.type === 'integer' || type.type === 'decimal'
            ? { min: property.minimum, max: property.maximum }
            : {}),
          default: property.default,
        },
  );
  // What the schema says beyond the format of the answers does not come along.
  const parsed = fieldAnswersSchema.safeParse(field);
  return parsed.success ? parsed.data : compact({ name, ...type, ...shared });
}

function schemaType(
  property: Json,
): Pick<FieldAnswers, 'type' | 'values' | 'format' | 'items'> | undefined {
  const { format, items } = property;
  const values = property.enum;
  if (Array.isArray(values) && values.every(each => typeof each === 'string')) {
    return { type: 'enum', values };
  }
  const type = Array.isArray(property.type)
    ? property.type.find(each => each !== 'null')
    : property.type;
  if (type === 'array') {
    const of = isObject(items) ? items.type : undefined;
    if (of !== 'string' && of !== 'integer') return undefined;
    return { type: 'list', items: of === 'string' ? 'text' : 'integer' };
  }
  const plain: Readonly<Record<string, FieldType>> = {
    integer: 'integer',
    number: 'decimal',
    boolean: 'boolean',
    'date-time': 'time',
    date: 'date',
    uuid: 'uuid',
  };
  if (type === 'string') {
    const special = plain[String(format)];
    if (special && FIELD_TYPES.includes(special)) return { type: special };
    if (format === 'email') return { type: 'text', format };
    if (format === 'uri' || format === 'url') {
      return { type: 'text', format: 'url' };
    }
    return { type: 'text' };
  }
  const found = plain[String(type)];
  return found && { type: found };
}

function isGiven(key: string): boolean {
  return GIVEN_FIELDS.has(fieldName(key));
}

function nestedNote(key: string): string {
  return `${fieldName(
    key,
  )} holds an object and is left out: make it a resource of its own`;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The line of a syntax error, as far as the engine tells its position. */
function lineOf(text: string, error: unknown): number {
  const [, position] = /position (\d+)/.exec(String(error)) ?? [];
  return text.slice(0, Number(position ?? 0)).split('\n').length;
}

function failed(line: number, message: string): Pasted {
  return { format: 'JSON', resources: [], faults: [{ line, message }] };
}
