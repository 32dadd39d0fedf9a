import type { Text } from '../lines';
import { goCamelCase, goFieldNames, jsonName } from './goNames';
import type { ProtoField, ProtoMessage, ProtoType } from './model';
import { leading, type PbUnit } from './pbUnit';

/** The type of a message, with its methods. */
export function messageCode(
  unit: PbUnit,
  message: ProtoMessage,
  index: number,
): Text[] {
  const go = goCamelCase(message.name);
  const names = goFieldNames(message);
  const info = `&${unit.variable}_msgTypes[${index}]`;
  const state = 'protoimpl.X.MessageStateOf(protoimpl.Pointer(x))';
  return [
    [
      leading(message.about),
      `type ${go} struct {`,
      'state protoimpl.MessageState `protogen:"open.v1"`',
      message.fields.map(field => [
        leading(field.about),
        structField(unit, field, names.get(field) ?? ''),
      ]),
      'unknownFields protoimpl.UnknownFields',
      'sizeCache protoimpl.SizeCache',
      '}',
    ],
    [
      `func (x *${go}) Reset() {`,
      `*x = ${go}{}`,
      `mi := ${info}`,
      `ms := ${state}`,
      'ms.StoreMessageInfo(mi)',
      '}',
    ],
    [
      `func (x *${go}) String() string {`,
      'return protoimpl.X.MessageStringOf(x)',
      '}',
    ],
    [`func (*${go}) ProtoMessage() {}`],
    [
      `func (x *${go}) ProtoReflect() protoreflect.Message {`,
      `mi := ${info}`,
      'if x != nil {',
      `ms := ${state}`,
      'if ms.LoadMessageInfo() == nil {',
      'ms.StoreMessageInfo(mi)',
      '}',
      'return ms',
      '}',
      'return mi.MessageOf(x)',
      '}',
    ],
    [
      `// Deprecated: Use ${go}.ProtoReflect.Descriptor instead.`,
      `func (*${go}) Descriptor() ([]byte, []int) {`,
      `return ${unit.variable}_rawDescGZIP(), []int{${index}}`,
      '}',
    ],
    ...message.fields.map(field =>
      getter(unit, go, field, names.get(field) ?? ''),
    ),
  ];
}

/** The Go type of one value. */
function goType({ kind, ...type }: ProtoType): string {
  switch (kind) {
    case 'timestamp':
      return '*timestamppb.Timestamp';
    case 'message':
      return `*${goCamelCase('name' in type ? type.name : '')}`;
    case 'enum':
      return goCamelCase('name' in type ? type.name : '');
    default:
      return kind;
  }
}

function structField(unit: PbUnit, field: ProtoField, name: string): string {
  const type = goType(field.type);
  const whole = {
    single: type,
    optional: pointer(type),
    repeated: `[]${type}`,
  };
  const tag = `protobuf:"${protobufTag(unit, field)}" json:"${
    field.name
  },omitempty"`;
  return `${name} ${whole[field.label]} \`${tag}\``;
}

/** Messages are pointers already. */
function pointer(type: string): string {
  return type.startsWith('*') ? type : `*${type}`;
}

function protobufTag({ file }: PbUnit, field: ProtoField): string {
  const { kind } = field.type;
  const json = jsonName(field.name);
  const isVarint = !['string', 'timestamp', 'message'].includes(kind);
  return [
    isVarint ? 'varint' : 'bytes',
    field.number,
    field.label === 'repeated' ? 'rep' : 'opt',
    ...(field.label === 'repeated' && isVarint ? ['packed'] : []),
    `name=${field.name}`,
    ...(json === field.name ? [] : [`json=${json}`]),
    'proto3',
    ...(field.type.kind === 'enum'
      ? [`enum=${file.package}.${field.type.name.replaceAll('.', '_')}`]
      : []),
    ...(field.label === 'optional' ? ['oneof'] : []),
  ].join(',');
}

function getter(
  unit: PbUnit,
  go: string,
  field: ProtoField,
  name: string,
): Text {
  const type = goType(field.type);
  const empty = emptyValue(unit, field);
  const isPointer = field.label === 'optional' && empty !== 'nil';
  return [
    `func (x *${go}) Get${name}() ${
      field.label === 'repeated' ? `[]${type}` : type
    } {`,
    isPointer ? `if x != nil && x.${name} != nil {` : 'if x != nil {',
    `return ${isPointer ? '*' : ''}x.${name}`,
    '}',
    `return ${empty}`,
    '}',
  ];
}

function emptyValue({ enums }: PbUnit, { type, label }: ProtoField): string {
  if (label === 'repeated') return 'nil';
  switch (type.kind) {
    case 'bool':
      return 'false';
    case 'string':
      return '""';
    case 'int32':
    case 'int64':
      return '0';
    case 'enum': {
      const [message] = type.name.split('.');
      const named = enums.find(({ name }) => name === type.name);
      return goCamelCase(`${message}.${named?.declared.values[0]}`);
    }
    default:
      return 'nil';
  }
}
