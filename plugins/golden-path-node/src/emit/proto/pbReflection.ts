import type { Text } from '../lines';
import { descriptorBytes } from './descriptor';
import { goCamelCase, goSanitized } from './goNames';
import { fullName } from './model';
import type { PbUnit } from './pbUnit';
import { goByteLines } from './rawText';

/** How the file describes itself at run time. */
export function reflection(unit: PbUnit): Text[] {
  const { file, variable, enums } = unit;
  const go = file.path;
  const raw = `unsafe.Slice(unsafe.StringData(${variable}_rawDesc), len(${variable}_rawDesc))`;
  const descriptor = `File_${goSanitized(go)}`;
  const { types, indexes } = dependencies(unit);
  const oneofs = file.messages.flatMap(({ fields }, index) =>
    fields.some(({ label }) => label === 'optional')
      ? [`${variable}_msgTypes[${index}].OneofWrappers = []any{}`]
      : [],
  );
  return [
    [`var ${descriptor} protoreflect.FileDescriptor`],
    [
      `const ${variable}_rawDesc = "" +`,
      goByteLines(descriptorBytes(file)).map(
        (line, index, all) => `\t${line}${index < all.length - 1 ? ' +' : ''}`,
      ),
    ],
    [
      'var (',
      `${variable}_rawDescOnce sync.Once`,
      `${variable}_rawDescData []byte`,
      ')',
    ],
    [
      `func ${variable}_rawDescGZIP() []byte {`,
      `${variable}_rawDescOnce.Do(func() {`,
      `${variable}_rawDescData = protoimpl.X.CompressGZIP(${raw})`,
      '})',
      `return ${variable}_rawDescData`,
      '}',
    ],
    [
      enums.length > 0 &&
        `var ${variable}_enumTypes = make([]protoimpl.EnumInfo, ${enums.length})`,
      `var ${variable}_msgTypes = make([]protoimpl.MessageInfo, ${file.messages.length})`,
      `var ${variable}_goTypes = []any{`,
      types,
      '}',
      `var ${variable}_depIdxs = []int32{`,
      indexes,
      '}',
    ],
    [
      `func init() { ${variable}_init() }`,
      `func ${variable}_init() {`,
      `if ${descriptor} != nil {`,
      'return',
      '}',
      oneofs,
      'type x struct{}',
      'out := protoimpl.TypeBuilder{',
      'File: protoimpl.DescBuilder{',
      'GoPackagePath: reflect.TypeOf(x{}).PkgPath(),',
      `RawDescriptor: ${raw},`,
      `NumEnums: ${enums.length},`,
      `NumMessages: ${file.messages.length},`,
      'NumExtensions: 0,',
      'NumServices: 1,',
      '},',
      `GoTypes: ${variable}_goTypes,`,
      `DependencyIndexes: ${variable}_depIdxs,`,
      enums.length > 0 && `EnumInfos: ${variable}_enumTypes,`,
      `MessageInfos: ${variable}_msgTypes,`,
      '}.Build()',
      `${descriptor} = out.File`,
      `${variable}_goTypes = nil`,
      `${variable}_depIdxs = nil`,
      '}',
    ],
  ];
}

/** The Go types of the file, and which of them its fields and methods name. */
function dependencies({ file, enums }: PbUnit) {
  const order = new Map<string, number>();
  const types: string[] = [];
  const note = (name: string, value: string) => {
    if (order.has(name)) return;
    types.push(`${value}, // ${types.length}: ${name}`);
    order.set(name, order.size);
  };
  enums.forEach(({ name, go }) => note(fullName(file, name), `(${go})(0)`));
  file.messages.forEach(({ name }) =>
    note(fullName(file, name), `(*${goCamelCase(name)})(nil)`),
  );
  const uses: string[] = [];
  const use = (source: string, name: string) =>
    uses.push(
      `${order.get(name)}, // ${uses.length}: ${fullName(
        file,
        source,
      )} -> ${name}`,
    );
  for (const { name: message, fields } of file.messages) {
    for (const { name, type } of fields) {
      const source = `${message}.${name}:type_name`;
      if (type.kind === 'timestamp') {
        note('google.protobuf.Timestamp', '(*timestamppb.Timestamp)(nil)');
        use(source, 'google.protobuf.Timestamp');
      } else if (type.kind === 'message' || type.kind === 'enum') {
        use(source, fullName(file, type.name));
      }
    }
  }
  const fieldUses = uses.length;
  const { name: service, methods } = file.service;
  methods.forEach(({ name, input }) =>
    use(`${service}.${name}:input_type`, fullName(file, input)),
  );
  methods.forEach(({ name, output }) =>
    use(`${service}.${name}:output_type`, fullName(file, output)),
  );
  const middle = fieldUses + methods.length;
  const end = middle + methods.length;
  const sub = (from: number, to: number, what: string) =>
    `${from}, // [${from}:${to}] is the sub-list for ${what}`;
  return {
    types,
    indexes: [
      ...uses,
      sub(middle, end, 'method output_type'),
      sub(fieldUses, middle, 'method input_type'),
      sub(fieldUses, fieldUses, 'extension type_name'),
      sub(fieldUses, fieldUses, 'extension extendee'),
      sub(0, fieldUses, 'field type_name'),
    ],
  };
}
