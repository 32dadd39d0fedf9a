import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { isFilter, type GoCode } from '../fields';
import { code } from '../fields/shape';
import { GENERATED } from '../go/go';
import type { GoPackage } from '../go/packages';
import { fileText, paragraphs, type Text } from '../lines';
import type { ProtoHome } from './api';
import { unitImports, unitOf, type Unit, type UnitField } from './unit';

/** `internal/grpcapi/order_proto_test.go`: messages as callers send them. */
export function emitTestMessages(home: ProtoHome, resource: Resource): string {
  const unit = unitOf(home, resource);
  const values = unit.fields.map(field => inputValue(unit, field));
  return fileText(
    paragraphs(
      [GENERATED],
      ['package grpcapi_test'],
      unitImports(
        home,
        unit,
        values.flatMap(value => value.imports),
      ),
      inputMessage(unit, values),
      filterMessages(unit),
    ),
  );
}

function inputMessage(
  { resource, pb, of, fields }: Unit,
  values: readonly GoCode[],
): Text {
  const { camel, pascal } = resource.names.singular;
  return [
    `// ${camel}Message returns the input as callers send it.`,
    `func ${camel}Message(in ${of}Input) *${pb}.${pascal}Input {`,
    `return &${pb}.${pascal}Input{`,
    fields.map(({ input }, index) => `${input}: ${values[index]?.code},`),
    '}',
    '}',
  ];
}

function filterMessages({ resource, pb, fields }: Unit): Text {
  const { camel, pascal } = resource.names.singular;
  const filters = fields.filter(({ field }) => isFilter(field));
  const used = filters.length > 0;
  return [
    `// ${camel}FilterMessages returns filters that keep v, one for each field that filters.`,
    `func ${camel}FilterMessages(${
      used ? 'v' : '_'
    } *${pb}.${pascal}) []*${pb}.${pascal}Filter {`,
    `return []*${pb}.${pascal}Filter{`,
    filters.map(({ field, item, filter }) => {
      const isPointer = field.nullable || field.field.type === 'time';
      const value = isPointer ? `v.${item}` : `new(v.${item})`;
      return `{${filter}: ${value}},`;
    }),
    '}',
    '}',
  ];
}

function inputValue(unit: Unit, { field, protoEnum }: UnitField): GoCode {
  const value = `in.${field.name}`;
  const { nullable } = field;
  const isOptional = nullable || field.field.default !== undefined;
  const made = (text: string, ...needs: GoPackage[]) =>
    code(isOptional ? `new(${text})` : text, ...needs);
  const shown = (text: string, method: string, ...needs: GoPackage[]) =>
    nullable
      ? code(`rpcvalue.Optional(${value}, ${text})`, 'rpcvalue', ...needs)
      : made(`${value}.${method}`);
  switch (field.field.type) {
    case 'list':
      return code(value);
    case 'time':
      return nullable
        ? code(`rpcvalue.Timestamp(${value})`, 'rpcvalue')
        : code(`timestamppb.New(${value})`, 'timestamppb');
    case 'decimal':
      return shown('decimal.Decimal.String', 'String()', 'decimal');
    case 'uuid':
    case 'reference':
      return shown('uuid.UUID.String', 'String()', 'uuid');
    case 'date':
      return nullable
        ? code(`rpcvalue.Optional(${value}, rpcvalue.Date)`, 'rpcvalue')
        : made(`rpcvalue.Date(${value})`, 'rpcvalue');
    case 'enum': {
      const pairs = (field.enum?.constants ?? [])
        .map(
          ({ name }, index) =>
            `${unit.of}${name}: ${protoEnum?.values[index + 1]}`,
        )
        .join(', ');
      const numbers = `map[${unit.of}${field.enum?.type}]${protoEnum?.type}{${pairs}}`;
      return nullable
        ? code(`rpctest.OptionalNumber(${numbers}, ${value})`, 'rpctest')
        : made(`rpctest.Number(${numbers}, ${value})`, 'rpctest');
    }
    default:
      return nullable ? code(value) : made(value);
  }
}
