import { create, toBinary } from '@bufbuild/protobuf';
import {
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
  FileDescriptorProtoSchema,
} from '@bufbuild/protobuf/wkt';
import { jsonName } from './goNames';
import {
  fullName,
  type ProtoField,
  type ProtoFile,
  type ProtoMessage,
  type ProtoType,
} from './model';
import { goPackageOption } from './text';

const TYPES: Readonly<Record<ProtoType['kind'], Type>> = {
  bool: Type.BOOL,
  int32: Type.INT32,
  int64: Type.INT64,
  string: Type.STRING,
  timestamp: Type.MESSAGE,
  message: Type.MESSAGE,
  enum: Type.ENUM,
};

/** The file's descriptor in the wire format, without its comments. */
export function descriptorBytes(file: ProtoFile): Uint8Array {
  const descriptor = create(FileDescriptorProtoSchema, {
    name: file.path,
    package: file.package,
    dependency: [...file.imports],
    messageType: file.messages.map(message => messageOf(file, message)),
    service: [
      {
        name: file.service.name,
        method: file.service.methods.map(method => ({
          name: method.name,
          inputType: `.${fullName(file, method.input)}`,
          outputType: `.${fullName(file, method.output)}`,
          ...(method.clientStreams && { clientStreaming: true }),
          ...(method.serverStreams && { serverStreaming: true }),
        })),
      },
    ],
    options: { goPackage: goPackageOption(file) },
    syntax: 'proto3',
  });
  return toBinary(FileDescriptorProtoSchema, descriptor);
}

function messageOf(file: ProtoFile, message: ProtoMessage) {
  const optional = message.fields.filter(({ label }) => label === 'optional');
  return {
    name: message.name,
    field: message.fields.map(field =>
      fieldOf(file, field, optional.indexOf(field)),
    ),
    enumType: message.enums.map(({ name, values }) => ({
      name,
      value: values.map((value, number) => ({ name: value, number })),
    })),
    // Presence is a oneof that nobody wrote, of one field.
    oneofDecl: optional.map(({ name }) => ({ name: `_${name}` })),
  };
}

function fieldOf(file: ProtoFile, field: ProtoField, oneof: number) {
  const { name, number, label, type } = field;
  const typeName = typeNameOf(file, type);
  return {
    name,
    number,
    label: label === 'repeated' ? Label.REPEATED : Label.OPTIONAL,
    type: TYPES[type.kind],
    ...(typeName !== undefined && { typeName }),
    jsonName: jsonName(name),
    ...(oneof >= 0 && { oneofIndex: oneof, proto3Optional: true }),
  };
}

function typeNameOf(file: ProtoFile, type: ProtoType): string | undefined {
  switch (type.kind) {
    case 'timestamp':
      return '.google.protobuf.Timestamp';
    case 'message':
    case 'enum':
      return `.${fullName(file, type.name)}`;
    default:
      return undefined;
  }
}
