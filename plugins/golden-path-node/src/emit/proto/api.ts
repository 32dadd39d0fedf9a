import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { dataMessages } from './apiData';
import { method } from './apiFields';
import { methodMessages } from './apiMessages';
import { TIMESTAMP_FILE, type ProtoFile, type ProtoMethod } from './model';
import { watchMessages, watchMethod } from './apiWatch';

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

/** What a contract has beside what all of them have. */
export interface ProtoOptions {
  /** Callers may watch the resource. */
  readonly watched?: boolean;
}

/** The gRPC API of a resource. */
export function protoFile(
  home: ProtoHome,
  resource: Resource,
  { watched = false }: ProtoOptions = {},
): ProtoFile {
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
    messages: [
      ...dataMessages(resource),
      ...methodMessages(resource),
      ...(watched ? watchMessages(resource) : []),
    ],
    service: {
      name: `${pascal}Service`,
      about: `${pascal}Service keeps ${plural.words}.`,
      methods: [
        ...methodsOf(resource),
        ...(watched ? [watchMethod(resource)] : []),
      ],
    },
  };
}

function methodsOf({ names }: Resource): ProtoMethod[] {
  const { pascal, words } = names.singular;
  const { pascal: list, words: many } = names.plural;
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
