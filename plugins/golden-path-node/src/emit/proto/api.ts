import {
  wordsOf,
  type Field,
  type Resource,
} from '@golden-path/backstage-plugin-golden-path-common';
import { goFields, isFilter, type GoField } from '../fields';
import {
  TIMESTAMP_FILE,
  type ProtoEnum,
  type ProtoField,
  type ProtoFile,
  type ProtoMessage,
  type ProtoMethod,
  type ProtoType,
} from './model';

/** The service that a file belongs to. */
export interface ProtoHome {
  readonly module: string;
  /** The service's name without hyphens. */
  readonly service: string;
}

/** The folder of a resource's files, below `proto` and `gen` alike. */
export function protoFolder({ service }: ProtoHome, { names }: Resource) {
  return `${service}/${names.singular.flat}/v1`;
}

/** The gRPC API of a resource. */
export function protoFile(home: ProtoHome, resource: Resource): ProtoFile {
  const { singular, plural } = resource.names;
  const { pascal } = singular;
  const folder = protoFolder(home, resource);
  return {
    path: `${folder}/${singular.snake}.proto`,
    package: folder.replaceAll('/', '.'),
    go: {
      path: `${home.module}/gen/${folder}`,
      name: `${singular.flat}v1`,
    },
    imports: [TIMESTAMP_FILE],
    messages: [...dataMessages(resource), ...methodMessages(resource)],
    service: {
      name: `${pascal}Service`,
      about: `${pascal}Service keeps ${plural.words}.`,
      methods: methodsOf(resource),
    },
  };
}

const TIMESTAMP: ProtoType = { kind: 'timestamp' };
const STRING: ProtoType = { kind: 'string' };
const INT64: ProtoType = { kind: 'int64' };

type Unnumbered = Omit<ProtoField, 'number'>;

/** Numbers fields in order: one more is to follow, never to come between. */
function message(
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

function single(name: string, type: ProtoType, about?: string): Unnumbered {
  return { name, type, label: 'single', ...(about && { about }) };
}

function dataMessages(resource: Resource): ProtoMessage[] {
  const { singular, plural } = resource.names;
  const { pascal } = singular;
  const enums = protoEnums(resource);
  const typeOf = (field: GoField) => protoType(resource, field, enums);
  const fields = goFields(resource);
  const described = ({ field: { description } }: GoField) =>
    description === '' ? {} : { about: description };
  const absent = ({ field, nullable }: GoField, inRequests: boolean) =>
    field.type !== 'time' &&
    (nullable || (inRequests && field.default !== undefined));
  const label = (field: GoField, inRequests: boolean) => {
    if (field.field.type === 'list') return 'repeated';
    return absent(field, inRequests) ? 'optional' : 'single';
  };
  const fieldsFor = (inRequests: boolean): Unnumbered[] =>
    fields.map(field => ({
      name: field.wire,
      type: typeOf(field),
      label: label(field, inRequests),
      ...described(field),
    }));
  return [
    message(
      pascal,
      `${pascal} is one of the ${plural.words}, as it is stored.`,
      [
        single('id', STRING, 'A UUID that stays the same for ever.'),
        single('version', INT64, 'Grows with each change.'),
        single('created_at', TIMESTAMP),
        single('updated_at', TIMESTAMP),
        ...fieldsFor(false),
      ],
      [...enums.values()],
    ),
    message(
      `${pascal}Input`,
      `${pascal}Input holds the fields that callers set.`,
      fieldsFor(true),
    ),
    message(
      `${pascal}Filter`,
      `${pascal}Filter keeps what has all of the given values.`,
      fields.filter(isFilter).map(field => ({
        name: field.wire,
        type: typeOf(field),
        label: 'optional' as const,
      })),
    ),
  ];
}

function protoType(
  { names }: Resource,
  { field }: GoField,
  enums: ReadonlyMap<Field, ProtoEnum>,
): ProtoType {
  switch (field.type) {
    case 'boolean':
      return { kind: 'bool' };
    case 'integer':
      return INT64;
    case 'time':
      return TIMESTAMP;
    case 'list':
      return field.items === 'integer' ? INT64 : STRING;
    case 'enum':
      return {
        kind: 'enum',
        name: `${names.singular.pascal}.${enums.get(field)?.name}`,
      };
    default:
      return STRING;
  }
}

/**
 * The enums of a resource by their field. Values of all enums in a message
 * share its names, so each begins with the name of its enum; where that is not
 * enough, the enum gets an ending.
 */
export function protoEnums({ fields }: Resource): Map<Field, ProtoEnum> {
  const taken = new Set<string>();
  const free = (field: Field, values: readonly string[]): ProtoEnum => {
    for (let ending = ''; ; ending += 'Value') {
      const name = `${pascalWords(field.column)}${ending}`;
      const declared = {
        name,
        about: `${name} is one of the values below.`,
        values: enumValues(name, values),
      };
      const names = [name, ...declared.values];
      if (names.every(other => !taken.has(other))) {
        names.forEach(other => taken.add(other));
        return declared;
      }
    }
  };
  return new Map(
    fields.flatMap(field =>
      field.values ? [[field, free(field, field.values)] as const] : [],
    ),
  );
}

/** Words with a capital each; digits go to the word before them. */
function pascalWords(name: string): string {
  return wordsOf(name)
    .map(word => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('');
}

function enumValues(name: string, values: readonly string[]): string[] {
  const prefix = name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase();
  const unspecified = `${prefix}_UNSPECIFIED`;
  const spelt = values.map(
    value => `${prefix}_${wordsOf(value).join('_').toUpperCase()}`,
  );
  return [
    unspecified,
    ...spelt.map(value => {
      let own = value;
      while (own === unspecified || (own !== value && spelt.includes(own))) {
        own += '_VALUE';
      }
      return own;
    }),
  ];
}

const ID = single('id', STRING);
const SEEN: Unnumbered = {
  name: 'version',
  type: INT64,
  label: 'optional',
  about: 'The version that the caller has seen; absent stands for any.',
};
const ORDER_BY = single(
  'order_by',
  STRING,
  'One of created_at, -created_at, id, -id; empty stands for -created_at.',
);

/** What is asked of and answered by each method. */
function methodMessages({ names }: Resource): ProtoMessage[] {
  const { pascal, words } = names.singular;
  const { pascal: list, words: many } = names.plural;
  const whole: ProtoType = { kind: 'message', name: pascal };
  const input = single('input', { kind: 'message', name: `${pascal}Input` });
  const filter = single('filter', {
    kind: 'message',
    name: `${pascal}Filter`,
  });
  const item = single('item', whole);
  const pair = (
    name: string,
    asked: readonly Unnumbered[],
    answered: readonly Unnumbered[],
  ) => [
    message(`${name}Request`, `${name}Request is asked of ${name}.`, asked),
    message(`${name}Response`, `${name}Response answers ${name}.`, answered),
  ];
  return [
    ...pair(
      `List${list}`,
      [
        single(
          'page_size',
          { kind: 'int32' },
          'The largest number of items, at most 100; 0 stands for 20.',
        ),
        single(
          'page_token',
          STRING,
          'The next_page_token of the page before; empty for the first page.',
        ),
        ORDER_BY,
        filter,
      ],
      [
        { name: 'items', type: whole, label: 'repeated' },
        single('next_page_token', STRING, 'Empty on the last page.'),
      ],
    ),
    ...pair(`Get${pascal}`, [ID], [item]),
    ...pair(`Create${pascal}`, [input], [item]),
    ...pair(`Update${pascal}`, [ID, SEEN, input], [item]),
    ...pair(`Delete${pascal}`, [ID, SEEN], []),
    ...pair(`Export${list}`, [ORDER_BY, filter], [item]),
    ...pair(
      `Import${list}`,
      [input],
      [
        single('created', INT64, `How many ${many} were created.`),
        single('refused', INT64, 'How many inputs were refused.'),
        {
          name: 'refusals',
          type: { kind: 'message', name: `Import${list}Refusal` },
          label: 'repeated',
          about: 'The first of the refused inputs.',
        },
      ],
    ),
    message(
      `Import${list}Refusal`,
      `Import${list}Refusal tells why an input was refused.`,
      [
        single('index', INT64, 'The place of the input in the stream, from 0.'),
        single('code', STRING, 'The reason in one word, for programs.'),
        single('detail', STRING, 'The reason for people.'),
      ],
    ),
    ...pair(
      `LookUp${list}`,
      [ID],
      [
        single('id', STRING, 'The id that was asked for.'),
        single('item', whole, `Absent when there is no ${words} with the id.`),
      ],
    ),
  ];
}

function methodsOf({ names }: Resource): ProtoMethod[] {
  const { pascal, words } = names.singular;
  const { pascal: list, words: many } = names.plural;
  const method = (
    name: string,
    about: string,
    streams: Partial<Pick<ProtoMethod, 'clientStreams' | 'serverStreams'>> = {},
  ): ProtoMethod => ({
    name,
    about,
    input: `${name}Request`,
    output: `${name}Response`,
    clientStreams: false,
    serverStreams: false,
    ...streams,
  });
  return [
    method(`List${list}`, `List${list} returns a page of ${many}.`),
    method(`Get${pascal}`, `Get${pascal} returns the ${words} with the id.`),
    method(
      `Create${pascal}`,
      `Create${pascal} checks the input and stores it.`,
    ),
    method(
      `Update${pascal}`,
      `Update${pascal} puts the input in place of all fields.`,
    ),
    method(
      `Delete${pascal}`,
      `Delete${pascal} deletes the ${words} with the id.`,
    ),
    method(
      `Export${list}`,
      `Export${list} returns all ${many} that pass the filter, one by one.`,
      { serverStreams: true },
    ),
    method(
      `Import${list}`,
      `Import${list} creates the ${many} that it is sent, each for itself, and tells which were refused.`,
      { clientStreams: true },
    ),
    method(
      `LookUp${list}`,
      `LookUp${list} answers each id with its ${words}, in the order of the ids, while more of them may follow.`,
      { clientStreams: true, serverStreams: true },
    ),
  ];
}
