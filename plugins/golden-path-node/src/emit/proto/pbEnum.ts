import { goText } from '../go/go';
import type { Text } from '../lines';
import { goCamelCase } from './goNames';
import { leading, type NamedEnum, type PbUnit } from './pbUnit';

/** The type of an enum, with its values and methods. */
export function enumCode(
  unit: PbUnit,
  named: NamedEnum,
  index: number,
): Text[] {
  const { go, declared, path } = named;
  const constant = (value: string) =>
    goCamelCase(`${named.name.split('.')[0]}.${value}`);
  const types = `${unit.variable}_enumTypes[${index}]`;
  const numbers = declared.values.map((value, number) => ({ value, number }));
  return [
    [leading(declared.about), `type ${go} int32`],
    [
      'const (',
      numbers.map(
        ({ value, number }) => `${constant(value)} ${go} = ${number}`,
      ),
      ')',
    ],
    [
      `// Enum value maps for ${go}.`,
      'var (',
      `${go}_name = map[int32]string{`,
      numbers.map(({ value, number }) => `${number}: ${goText(value)},`),
      '}',
      `${go}_value = map[string]int32{`,
      numbers.map(({ value, number }) => `${goText(value)}: ${number},`),
      '}',
      ')',
    ],
    [
      `func (x ${go}) Enum() *${go} {`,
      `p := new(${go})`,
      '*p = x',
      'return p',
      '}',
    ],
    [
      `func (x ${go}) String() string {`,
      'return protoimpl.X.EnumStringOf(x.Descriptor(), protoreflect.EnumNumber(x))',
      '}',
    ],
    [
      `func (${go}) Descriptor() protoreflect.EnumDescriptor {`,
      `return ${types}.Descriptor()`,
      '}',
    ],
    [`func (${go}) Type() protoreflect.EnumType {`, `return &${types}`, '}'],
    [
      `func (x ${go}) Number() protoreflect.EnumNumber {`,
      'return protoreflect.EnumNumber(x)',
      '}',
    ],
    [
      `// Deprecated: Use ${go}.Descriptor instead.`,
      `func (${go}) EnumDescriptor() ([]byte, []int) {`,
      `return ${unit.variable}_rawDescGZIP(), []int{${path.join(', ')}}`,
      '}',
    ],
  ];
}
