import {
  namesOf,
  type Field,
  type Resource,
} from '@golden-path/backstage-plugin-golden-path-common';
import {
  bodyValue,
  goFields,
  isFilter,
  orderNames,
  type GoCode,
  type GoField,
} from '../fields';
import { fileText, paragraphs, type Text } from '../lines';
import { brokenValue } from './broken';
import { GENERATED, goText, imports } from './go';
import { sampleValue } from './sample';

/** A field with code about it. */
interface Entry {
  readonly field: GoField;
  readonly code: GoCode;
}

/** `internal/fixture/order.go`: data for tests that know no fields. */
export function emitFixture(module: string, resource: Resource): string {
  const fields = goFields(resource);
  const { flat } = resource.names.singular;
  const of = `${flat}.`;
  const samples = entries(fields, field => sampleValue(field, of));
  const texts = entries(fields, field => bodyValue(field, `in.${field.name}`));
  const broken = entries(fields, field => brokenValue(field, of));
  const needs = [...samples, ...texts, ...broken].flatMap(
    ({ code }) => code.imports,
  );
  return fileText(
    paragraphs(
      [GENERATED],
      ['package fixture'],
      imports(
        module,
        ['testing', 'require', 'pgdb', ...needs],
        [`internal/${flat}`, 'internal/postgres'],
      ),
      inputFunction(resource, samples),
      referringFunction(resource, fields),
      storedFunction(resource),
      alikeFunction(resource, fields),
      twinsFunction(resource, fields),
      jsonFunction(resource, texts),
      filtersFunction(resource, fields.filter(isFilter)),
      sortsFunction(resource),
      brokenFunction(resource, broken),
    ),
  );
}

function entries(
  fields: readonly GoField[],
  about: (field: GoField) => GoCode | undefined,
): Entry[] {
  return fields.flatMap(field => {
    const code = about(field);
    return code ? [{ field, code }] : [];
  });
}

function inputFunction({ names }: Resource, samples: Entry[]): Text {
  const { flat, pascal } = names.singular;
  const numbered = samples.some(({ code }) => /\bn\b/.test(code.code));
  return [
    `// ${pascal}Input returns the n-th valid input. What it must refer to is made up.`,
    `func ${pascal}Input(${numbered ? 'n' : '_'} int) ${flat}.Input {`,
    `return ${flat}.Input{`,
    samples.map(({ field, code }) => `${field.name}: ${code.code},`),
    '}',
    '}',
  ];
}

function referringFunction(
  { names }: Resource,
  fields: readonly GoField[],
): Text {
  const { flat, pascal } = names.singular;
  const stored = fields.flatMap(({ field, name }) => {
    const stores = storing(field);
    return stores && field.required ? [`in.${name} = ${stores}`] : [];
  });
  return [
    `// ${pascal}Referring returns the n-th valid input. What it must refer to is stored.`,
    `func ${pascal}Referring(t testing.TB, ${
      stored.length > 0 ? 'db' : '_'
    } *pgdb.DB, n int) ${flat}.Input {`,
    't.Helper()',
    stored.length > 0
      ? [`in := ${pascal}Input(n)`, stored, 'return in']
      : `return ${pascal}Input(n)`,
    '}',
  ];
}

function sortsFunction(resource: Resource): Text {
  const { pascal } = resource.names.singular;
  return [
    `// ${pascal}Sorts returns the orders that lists have, as requests name them.`,
    `func ${pascal}Sorts() []string {`,
    `return []string{${orderNames(resource).map(goText).join(', ')}}`,
    '}',
  ];
}

function storedFunction({ names }: Resource): Text {
  const { flat, pascal } = names.singular;
  return [
    `// ${pascal}Stored stores the n-th valid input.`,
    `func ${pascal}Stored(t testing.TB, db *pgdb.DB, n int) ${flat}.${pascal} {`,
    't.Helper()',
    `s := ${flat}.NewService(postgres.New${pascal}Repository(db), db, Log)`,
    `v, err := s.Create(t.Context(), ${pascal}Referring(t, db, n))`,
    'require.NoError(t, err)',
    'return v',
    '}',
  ];
}

function alikeFunction({ names }: Resource, fields: readonly GoField[]): Text {
  const { flat, pascal } = names.singular;
  const shared = fields
    .filter(field => isFilter(field) && !field.field.unique)
    .map(field => ({
      name: field.name,
      ...sharedValue(field, flat),
    }));
  const stored = shared.flatMap(({ first }) => (first ? [first] : []));
  const own = fields.flatMap(({ field, name, nullable }) => {
    const stores = field.unique ? storing(field) : undefined;
    return stores ? [`in.${name} = ${pointed(stores, nullable)}`] : [];
  });
  const db = stored.length + own.length > 0 ? 'db' : '_';
  return [
    `// ${names.plural.pascal}Alike returns valid inputs that one filter keeps together, for each`,
    '// field that filters and is not unique. They refer to all they may, and that is stored.',
    `func ${names.plural.pascal}Alike(t testing.TB, ${db} *pgdb.DB, count int) []${flat}.Input {`,
    't.Helper()',
    stored,
    `alike := make([]${flat}.Input, count)`,
    'for i := range alike {',
    `in := ${pascal}Input(Next())`,
    shared.map(({ name, value }) => `in.${name} = ${value}`),
    own,
    'alike[i] = in',
    '}',
    'return alike',
    '}',
  ];
}

/** A value that inputs made otherwise do not have, and what comes before it. */
function sharedValue(
  { field, name, nullable, enum: goEnum }: GoField,
  flat: string,
): { readonly first?: string; readonly value: string } {
  const stores = storing(field);
  if (!stores) {
    const last = `${flat}.${goEnum?.constants.at(-1)?.name}`;
    return { value: pointed(last, nullable) };
  }
  const variable = `shared${name}`;
  return {
    first: `${variable} := ${stores}`,
    value: pointed(variable, nullable),
  };
}

function pointed(value: string, nullable: boolean): string {
  return nullable ? `new(${value})` : value;
}

function twinsFunction({ names }: Resource, fields: readonly GoField[]): Text {
  const { flat, pascal } = names.singular;
  const type = `[]Twins[${flat}.Input]`;
  const unique = fields.filter(({ field }) => field.unique);
  return [
    `// ${pascal}Twins returns pairs of valid inputs that share one value, for each field that`,
    '// is unique. What they must refer to is stored, and what they share.',
    `func ${pascal}Twins(${
      unique.length > 0 ? 't testing.TB, db' : '_ testing.TB, _'
    } *pgdb.DB) ${type} {`,
    unique.length > 0
      ? [
          't.Helper()',
          `next := func() ${flat}.Input { return ${pascal}Referring(t, db, Next()) }`,
          `return ${type}{`,
          unique.map(
            field =>
              `twins(${goText(
                `/${field.wire}`,
              )}, next, func(one, other *${flat}.Input) { ${sharing(
                field,
              )} }),`,
          ),
          '}',
        ]
      : 'return nil',
    '}',
  ];
}

/** Makes the other input's value the one's, which is set for it when it is not. */
function sharing({ field, name, nullable }: GoField): string {
  const stores = nullable ? storing(field) : undefined;
  const shared = `other.${name} = one.${name}`;
  return stores ? `one.${name} = new(${stores}); ${shared}` : shared;
}

/** Stores a resource that the field can refer to, for its id. */
function storing({ reference }: Field): string | undefined {
  return (
    reference &&
    `${namesOf(reference.resource).singular.pascal}Stored(t, db, Next()).ID`
  );
}

function jsonFunction({ names }: Resource, texts: Entry[]): Text {
  const { flat, pascal } = names.singular;
  return [
    `// ${pascal}JSON returns the JSON form of the input.`,
    `func ${pascal}JSON(in ${flat}.Input) map[string]any {`,
    'return map[string]any{',
    texts.map(({ field, code }) => `${goText(field.wire)}: ${code.code},`),
    '}',
    '}',
  ];
}

function filtersFunction(
  { names }: Resource,
  fields: readonly GoField[],
): Text {
  const { flat, pascal } = names.singular;
  const head = `func ${pascal}Filters(${
    fields.length > 0 ? 'v' : '_'
  } ${flat}.${pascal}) []${flat}.Filter {`;
  return [
    `// ${pascal}Filters returns filters that keep v, one for each field that filters.`,
    head,
    fields.length > 0
      ? [
          `return []${flat}.Filter{`,
          fields.map(({ name, nullable }) =>
            nullable ? `{${name}: v.${name}},` : `{${name}: new(v.${name})},`,
          ),
          '}',
        ]
      : 'return nil',
    '}',
  ];
}

function brokenFunction({ names }: Resource, broken: Entry[]): Text {
  const { flat, pascal } = names.singular;
  const type = `[]Broken[${flat}.Input]`;
  return [
    `// ${pascal}Broken returns inputs that break one rule each.`,
    `func ${pascal}Broken(${
      broken.length > 0 ? 'in' : '_'
    } ${flat}.Input) ${type} {`,
    broken.length > 0
      ? [
          `return ${type}{`,
          broken.map(
            ({ field, code }) =>
              `breaking(in, ${goText(
                `/${field.wire}`,
              )}, func(in *${flat}.Input) { in.${field.name} = ${
                code.code
              } }),`,
          ),
          '}',
        ]
      : 'return nil',
    '}',
  ];
}
