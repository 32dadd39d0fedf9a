import type { Text } from '../lines';
import { goCamelCase, goSanitized } from './goNames';
import type { ProtoEnum, ProtoFile } from './model';
import { commentLines } from './text';

/** What `.pb.go` is about, with the names that all of it uses. */
export interface PbUnit {
  readonly file: ProtoFile;
  /** Begin of the file's variables, such as `file_orders_order_v1_order_proto`. */
  readonly variable: string;
  readonly enums: readonly NamedEnum[];
}

export interface NamedEnum {
  /** `Message.Enum` */
  readonly name: string;
  readonly go: string;
  readonly declared: ProtoEnum;
  /** Place of the message in the file, and of the enum in the message. */
  readonly path: readonly [number, number];
}

/** Names what the file declares. */
export function pbUnit(file: ProtoFile): PbUnit {
  return {
    file,
    variable: `file_${goSanitized(file.path)}`,
    enums: file.messages.flatMap(({ name, enums }, message) =>
      enums.map((declared, place) => ({
        name: `${name}.${declared.name}`,
        go: goCamelCase(`${name}.${declared.name}`),
        declared,
        path: [message, place] as const,
      })),
    ),
  };
}

/** A comment of the source before a declaration. */
export function leading(about: string | undefined): Text {
  return about !== undefined && commentLines(about).map(line => `//${line}`);
}
