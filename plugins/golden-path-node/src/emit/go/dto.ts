import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import type { ApiVersion } from '../apiVersion';
import {
  bodyValue,
  goFields,
  isFilter,
  SHAPES,
  type GoCode,
  type GoField,
} from '../fields';
import { fileText, paragraphs, type Text } from '../lines';
import { GENERATED, goText, imports } from './go';
import type { GoPackage } from './packages';

/** Members of every body, before the fields. */
const OWN_MEMBERS = [
  { name: 'ID', type: 'uuid.UUID', wire: 'id' },
  { name: 'Version', type: 'int64', wire: 'version' },
  { name: 'CreatedAt', type: 'time.Time', wire: 'created_at' },
  { name: 'UpdatedAt', type: 'time.Time', wire: 'updated_at' },
];

/** A member of a body with its Go code. */
interface Member {
  readonly name: string;
  readonly code: GoCode;
}

/** `internal/httpapi/order_dto.go`: the JSON of answers and requests in a version. */
export function emitDto(
  module: string,
  resource: Resource,
  version: ApiVersion,
): string {
  const fields = goFields(resource).map(field => ({
    ...field,
    wire: version.wire(field.wire),
  }));
  const { flat } = resource.names.singular;
  const of = `${flat}.`;
  const types = fields.map(field => bodyType(field, of));
  const values = fields.map(field => bodyValue(field, `v.${field.name}`));
  const inputs = fields.map(field => ({
    name: field.name,
    code: inputValue(field, of),
  }));
  const filters = fields.filter(isFilter).map(field => ({
    name: field.name,
    code: SHAPES[field.field.type].parameter(field, of),
  }));
  const needs: GoPackage[] = [
    'time',
    'uuid',
    'httpx',
    'jsonbody',
    ...[...types, ...values, ...inputs.map(({ code }) => code)].flatMap(
      code => code.imports,
    ),
    ...filters.flatMap(({ code }) => code.imports),
  ];
  return fileText(
    paragraphs(
      [GENERATED],
      [`package ${version.package}`],
      imports(module, needs, [`internal/${flat}`]),
      bodyStruct(resource, fields, types, version),
      newBody(resource, fields, values),
      readInput(resource, inputs),
      readFilter(resource, filters),
    ),
  );
}

function bodyStruct(
  { names }: Resource,
  fields: GoField[],
  types: GoCode[],
  version: ApiVersion,
): Text {
  const { camel } = names.singular;
  const member = (name: string, type: string, wire: string) =>
    `${name} ${type} \`json:${goText(wire)}\``;
  return [
    `// ${camel}Body is the JSON form of an answer.`,
    `type ${camel}Body struct {`,
    OWN_MEMBERS.map(({ name, type, wire }) =>
      member(name, type, version.wire(wire)),
    ),
    fields.map(({ name, nullable, wire }, index) =>
      member(name, `${nullable ? '*' : ''}${types[index]?.code}`, wire),
    ),
    '}',
  ];
}

function newBody(
  { names }: Resource,
  fields: GoField[],
  values: GoCode[],
): Text {
  const { camel, flat, pascal } = names.singular;
  return [
    `func new${pascal}Body(v ${flat}.${pascal}) ${camel}Body {`,
    `return ${camel}Body{`,
    OWN_MEMBERS.map(({ name }) => `${name}: v.${name},`),
    fields.map(({ name }, index) => `${name}: ${values[index]?.code},`),
    '}',
    '}',
  ];
}

function readInput({ names }: Resource, members: Member[]): Text {
  const { flat, pascal } = names.singular;
  return [
    `// read${pascal}Input leaves mistakes to the Err of b.`,
    `func read${pascal}Input(b *jsonbody.Object) ${flat}.Input {`,
    `return ${flat}.Input{`,
    members.map(({ name, code }) => `${name}: ${code.code},`),
    '}',
    '}',
  ];
}

function readFilter({ names }: Resource, members: Member[]): Text {
  const { flat, pascal } = names.singular;
  const query = members.length > 0 ? 'q' : '_';
  return [
    `// read${pascal}Filter leaves mistakes to the Err of q.`,
    `func read${pascal}Filter(${query} *httpx.Query) ${flat}.Filter {`,
    members.length > 0
      ? [
          `return ${flat}.Filter{`,
          members.map(({ name, code }) => `${name}: ${code.code},`),
          '}',
        ]
      : `return ${flat}.Filter{}`,
    '}',
  ];
}

function bodyType(field: GoField, of: string): GoCode {
  const shape = SHAPES[field.field.type];
  return shape.bodyType?.(field) ?? shape.type(field, of);
}

/** The field's value: the member, its default, or a mistake when it misses. */
function inputValue(field: GoField, of: string): GoCode {
  const shape = SHAPES[field.field.type];
  const member = shape.member(field);
  const settled = shape.whole ? member : settledMember(field, of, member);
  return {
    code: shape.convert?.(field, of, settled.code) ?? settled.code,
    imports: settled.imports,
  };
}

function settledMember(field: GoField, of: string, member: GoCode): GoCode {
  if (field.field.default !== undefined) {
    const literal = SHAPES[field.field.type].literal(field, of);
    return {
      code: `jsonbody.Default(${member.code}, ${literal.code})`,
      imports: [...member.imports, ...literal.imports],
    };
  }
  if (field.field.required) {
    return {
      code: `jsonbody.Require(b, ${goText(field.wire)}, ${member.code})`,
      imports: member.imports,
    };
  }
  return member;
}
