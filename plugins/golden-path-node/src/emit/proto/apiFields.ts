import type {
  ProtoEnum,
  ProtoField,
  ProtoMessage,
  ProtoMethod,
  ProtoType,
} from './model';

export const TIMESTAMP: ProtoType = { kind: 'timestamp' };
export const STRING: ProtoType = { kind: 'string' };
export const INT64: ProtoType = { kind: 'int64' };

/** A field that gets its number from its place. */
export type Unnumbered = Omit<ProtoField, 'number'>;

/** Numbers fields in order: one more is to follow, never to come between. */
export function message(
  name: string,
  about: string,
  fields: readonly Unnumbered[],
  enums: readonly ProtoEnum[] = [],
): ProtoMessage {
  return {
    name,
    about,
    enums,
    fields: fields.map((field, index) => ({ ...field, number: index + 1 })),
  };
}

/** A method with messages of its own. */
export function method(
  name: string,
  about: string,
  streams: Partial<Pick<ProtoMethod, 'clientStreams' | 'serverStreams'>> = {},
): ProtoMethod {
  return {
    name,
    about,
    input: `${name}Request`,
    output: `${name}Response`,
    clientStreams: false,
    serverStreams: false,
    ...streams,
  };
}

/** What is asked of a method, and what it answers. */
export function pair(
  name: string,
  asked: readonly Unnumbered[],
  answered: readonly Unnumbered[],
  enums: readonly ProtoEnum[] = [],
): ProtoMessage[] {
  return [
    message(`${name}Request`, `${name}Request is asked of ${name}.`, asked),
    message(
      `${name}Response`,
      `${name}Response answers ${name}.`,
      answered,
      enums,
    ),
  ];
}

/** A field that is always there. */
export function single(
  name: string,
  type: ProtoType,
  about?: string,
): Unnumbered {
  return { name, type, label: 'single', ...(about && { about }) };
}
