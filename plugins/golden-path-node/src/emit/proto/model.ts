/** A file of the API in Protocol Buffers, version 3 of the language. */
export interface ProtoFile {
  /** Path below the module's root, such as `orders/order/v1/order.proto`. */
  readonly path: string;
  /** Package of the language, such as `orders.order.v1`. */
  readonly package: string;
  readonly go: {
    /** Import path of the generated package. */
    readonly path: string;
    /** Name of the generated package. */
    readonly name: string;
  };
  readonly imports: readonly string[];
  readonly messages: readonly ProtoMessage[];
  readonly service: ProtoService;
}

/** A message; its enums are declared inside of it. */
export interface ProtoMessage {
  readonly name: string;
  readonly about: string;
  readonly fields: readonly ProtoField[];
  readonly enums: readonly ProtoEnum[];
}

/** The types that fields have. Names of enums are `Message.Enum`. */
export type ProtoType =
  | { readonly kind: 'bool' | 'int32' | 'int64' | 'string' | 'timestamp' }
  | { readonly kind: 'message' | 'enum'; readonly name: string };

/** A field; `optional` ones tell absent from empty. */
export interface ProtoField {
  readonly name: string;
  readonly number: number;
  readonly type: ProtoType;
  readonly label: 'single' | 'optional' | 'repeated';
  readonly about?: string;
}

/** An enum whose values are numbered from zero. */
export interface ProtoEnum {
  readonly name: string;
  readonly about: string;
  readonly values: readonly string[];
}

/** A service of the file. */
export interface ProtoService {
  readonly name: string;
  readonly about: string;
  readonly methods: readonly ProtoMethod[];
}

/** A method; its messages are of the same file. */
export interface ProtoMethod {
  readonly name: string;
  readonly about: string;
  readonly input: string;
  readonly output: string;
  readonly clientStreams: boolean;
  readonly serverStreams: boolean;
}

/** The file in which the type of moments is declared. */
export const TIMESTAMP_FILE = 'google/protobuf/timestamp.proto';

/** A message or enum by its whole name. */
export function fullName(file: ProtoFile, name: string): string {
  return `${file.package}.${name}`;
}
