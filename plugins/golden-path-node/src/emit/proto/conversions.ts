import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { isFilter, SHAPES, type GoCode, type GoField } from '../fields';
import { code } from '../fields/shape';
import { GENERATED, goText } from '../go/go';
import type { GoPackage } from '../go/packages';
import { fileText, paragraphs, type Text } from '../lines';
import type { ProtoHome } from './api';
import { unitImports, unitOf, type Unit, type UnitField } from './unit';

/** `internal/grpcapi/order_proto.go`: messages from and to the domain's types. */
export function emitConversions(home: ProtoHome, resource: Resource): string {
  const unit = unitOf(home, resource);
  const outputs = unit.fields.map(toMessage(unit));
  const inputs = unit.fields.map(fromInput(unit));
  const filters = unit.fields
    .filter(({ field }) => isFilter(field))
    .map(field => ({ field, code: fromFilter(unit, field) }));
  const needs: GoPackage[] = [
    'rpcvalue',
    'timestamppb',
    ...[...outputs, ...inputs, ...filters.map(filter => filter.code)].flatMap(
      one => one.imports,
    ),
  ];
  return fileText(
    paragraphs(
      [GENERATED],
      ['package grpcapi'],
      unitImports(home, unit, needs),
      enumTable(unit),
      writeItem(unit, outputs),
      readInput(unit, inputs),
      readFilter(unit, filters),
    ),
  );
}

/** The enums of a resource are fields of one variable, by their type. */
function enumTable({ resource, of, fields }: Unit): Text {
  const { camel, words } = resource.names.singular;
  const enums = fields.flatMap(({ field, protoEnum }) =>
    field.enum && protoEnum ? [{ ...field.enum, protoEnum }] : [],
  );
  if (enums.length === 0) return [];
  return [
    `// ${camel}Enums pairs the values of the API with those of the ${words}.`,
    `var ${camel}Enums = struct {`,
    enums.map(
      ({ type, protoEnum }) =>
        `${type} rpcvalue.Enum[${protoEnum.type}, ${of}${type}]`,
    ),
    '}{',
    enums.map(({ type, constants, protoEnum }) => [
      `${type}: rpcvalue.NewEnum(map[${protoEnum.type}]${of}${type}{`,
      constants.map(
        ({ name }, index) => `${protoEnum.values[index + 1]}: ${of}${name},`,
      ),
      '}),',
    ]),
    '}',
  ];
}

function writeItem(
  { resource, pb, of, fields }: Unit,
  values: readonly GoCode[],
): Text {
  const { pascal } = resource.names.singular;
  return [
    `func write${pascal}(v ${of}${pascal}) *${pb}.${pascal} {`,
    `return &${pb}.${pascal}{`,
    'Id: v.ID.String(),',
    'Version: v.Version,',
    'CreatedAt: timestamppb.New(v.CreatedAt),',
    'UpdatedAt: timestamppb.New(v.UpdatedAt),',
    fields.map(({ item }, index) => `${item}: ${values[index]?.code},`),
    '}',
    '}',
  ];
}

function readInput(
  { resource, pb, of, fields }: Unit,
  values: readonly GoCode[],
): Text {
  const { pascal } = resource.names.singular;
  return [
    `// read${pascal}Input leaves mistakes to the Err of r.`,
    `func read${pascal}Input(r *rpcvalue.Reader, in *${pb}.${pascal}Input) ${of}Input {`,
    'if in == nil {',
    'r.Missing("input")',
    `return ${of}Input{}`,
    '}',
    `return ${of}Input{`,
    fields.map(({ field }, index) => `${field.name}: ${values[index]?.code},`),
    '}',
    '}',
  ];
}

function readFilter(
  { resource, pb, of }: Unit,
  members: readonly { field: UnitField; code: GoCode }[],
): Text {
  const { pascal } = resource.names.singular;
  const used = members.length > 0;
  return [
    `// read${pascal}Filter leaves mistakes to the Err of r.`,
    `func read${pascal}Filter(${used ? 'r' : '_'} *rpcvalue.Reader, ${
      used ? 'in' : '_'
    } *${pb}.${pascal}Filter) ${of}Filter {`,
    used && ['if in == nil {', `return ${of}Filter{}`, '}'],
    used
      ? [
          `return ${of}Filter{`,
          members.map(
            ({ field, code: { code: text } }) =>
              `${field.field.name}: ${text},`,
          ),
          '}',
        ]
      : `return ${of}Filter{}`,
    '}',
  ];
}

/** The value of a message's field, of `v` in the domain. */
function toMessage({ resource }: Unit) {
  const { camel } = resource.names.singular;
  return ({ field }: UnitField): GoCode => {
    const value = `v.${field.name}`;
    const { nullable } = field;
    switch (field.field.type) {
      case 'decimal':
        return nullable
          ? code(
              `rpcvalue.Optional(${value}, rpcvalue.Fixed(${field.field.scale}))`,
            )
          : code(`${value}.StringFixed(${field.field.scale})`);
      case 'date':
        return nullable
          ? code(`rpcvalue.Optional(${value}, rpcvalue.Date)`)
          : code(`rpcvalue.Date(${value})`);
      case 'uuid':
      case 'reference':
        return nullable
          ? code(`rpcvalue.Optional(${value}, uuid.UUID.String)`, 'uuid')
          : code(`${value}.String()`);
      case 'time':
        return nullable
          ? code(`rpcvalue.Timestamp(${value})`)
          : code(`timestamppb.New(${value})`);
      case 'enum':
        return code(
          `${camel}Enums.${field.enum?.type}.${
            nullable ? 'WriteOptional' : 'Write'
          }(${value})`,
        );
      default:
        return code(value);
    }
  };
}

/** The value of an input's field, of `in`; defaults stand in where they are. */
function fromInput(unit: Unit) {
  return (member: UnitField): GoCode => {
    const { field } = member;
    const value = `in.${member.input}`;
    const isOptional = field.nullable || field.field.default !== undefined;
    const read = readValue(
      unit,
      member,
      goText(`input.${field.wire}`),
      value,
      isOptional,
    );
    return field.field.default === undefined
      ? read
      : withDefault(unit, field, read);
  };
}

function withDefault({ of }: Unit, field: GoField, read: GoCode): GoCode {
  const literal =
    field.field.type === 'enum'
      ? code(
          `${of}${
            field.enum?.constants.find(
              ({ value }) => value === field.field.default,
            )?.name
          }`,
        )
      : SHAPES[field.field.type].literal(field, of);
  return code(
    `rpcvalue.Or(${read.code}, ${literal.code})`,
    ...read.imports,
    ...literal.imports,
  );
}

function fromFilter(unit: Unit, member: UnitField): GoCode {
  const path = goText(`filter.${member.field.wire}`);
  const value = `in.${member.filter}`;
  return readValue(unit, member, path, value, true);
}

function readValue(
  { resource }: Unit,
  { field }: UnitField,
  path: string,
  value: string,
  isOptional: boolean,
): GoCode {
  const { camel } = resource.names.singular;
  const parsed = (reader: string) =>
    code(
      `rpcvalue.${
        isOptional ? 'ParseOptional' : 'Parse'
      }(r, ${path}, ${value}, parse.${reader})`,
      'parse',
    );
  const optional = isOptional ? 'Optional' : '';
  switch (field.field.type) {
    case 'text':
      return code(`r.${optional}Text(${path}, ${value})`);
    case 'decimal':
      return parsed('Decimal');
    case 'date':
      return parsed('Date');
    case 'uuid':
    case 'reference':
      return parsed('UUID');
    case 'time':
      return code(`r.${optional}Time(${path}, ${value})`);
    case 'enum':
      return code(
        `${camel}Enums.${field.enum?.type}.Read${optional}(r, ${path}, ${value})`,
      );
    case 'list':
      return field.field.items === 'integer'
        ? code(value)
        : code(`r.Texts(${path}, ${value})`);
    default:
      return code(value);
  }
}
