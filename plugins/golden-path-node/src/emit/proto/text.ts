import { filled, fileText, indented, paragraphs, type Text } from '../lines';
import type {
  ProtoEnum,
  ProtoField,
  ProtoFile,
  ProtoMessage,
  ProtoMethod,
  ProtoService,
  ProtoType,
} from './model';

/** The lines of a comment, as they stand behind `//`. */
export function commentLines(text: string): string[] {
  // At the begin of a line gofmt takes this for a build constraint.
  return filled(text, 77).map(
    line => ` ${line.replace(/^\+build/, "'+build'")}`,
  );
}

/** The file as people write it, formatted as `buf format` does. */
export function protoText(file: ProtoFile): string {
  return fileText(
    paragraphs(
      ['syntax = "proto3";'],
      [`package ${file.package};`],
      file.imports.map(path => `import "${path}";`),
      [`option go_package = "${goPackageOption(file)}";`],
      serviceText(file.service),
      ...file.messages.map(message => messageText(file, message)),
    ),
  );
}

/** The option that names the generated Go package. */
export function goPackageOption({ go }: ProtoFile): string {
  return `${go.path};${go.name}`;
}

function about(text: string | undefined): Text {
  return text !== undefined && commentLines(text).map(line => `//${line}`);
}

function serviceText(service: ProtoService): Text {
  return [
    about(service.about),
    `service ${service.name} {`,
    indented('  ', ...service.methods.map(methodText)),
    '}',
  ];
}

function methodText(method: ProtoMethod): Text {
  const { name, input, output, clientStreams, serverStreams } = method;
  const streamed = (streams: boolean, message: string) =>
    `${streams ? 'stream ' : ''}${message}`;
  return [
    about(method.about),
    `rpc ${name}(${streamed(clientStreams, input)}) returns (${streamed(
      serverStreams,
      output,
    )});`,
  ];
}

function messageText(file: ProtoFile, message: ProtoMessage): Text {
  const { name, fields, enums } = message;
  const head = [about(message.about), `message ${name} {`];
  if (fields.length === 0) return [head.slice(0, 1), `message ${name} {}`];
  return [
    head,
    indented(
      '  ',
      paragraphs(
        ...enums.map(enumText),
        fields.map(field => fieldText(file, message, field)),
      ),
    ),
    '}',
  ];
}

function enumText(declared: ProtoEnum): Text {
  return [
    about(declared.about),
    `enum ${declared.name} {`,
    declared.values.map((value, number) => `  ${value} = ${number};`),
    '}',
  ];
}

function fieldText(
  file: ProtoFile,
  message: ProtoMessage,
  field: ProtoField,
): Text {
  const label = field.label === 'single' ? '' : `${field.label} `;
  const type = typeText(file, message, field.type);
  return [
    about(field.about),
    `${label}${type} ${field.name} = ${field.number};`,
  ];
}

function typeText(
  file: ProtoFile,
  message: ProtoMessage,
  type: ProtoType,
): string {
  switch (type.kind) {
    case 'timestamp':
      return timestampName(file);
    case 'message':
      return type.name;
    case 'enum':
      // Inside of its message an enum goes by its own name.
      return type.name.startsWith(`${message.name}.`)
        ? type.name.slice(message.name.length + 1)
        : type.name;
    default:
      return type.kind;
  }
}

/** A package with a part `google` would hide the one of the timestamps. */
function timestampName(file: ProtoFile): string {
  const hidden = file.package.split('.').includes('google');
  return `${hidden ? '.' : ''}google.protobuf.Timestamp`;
}
