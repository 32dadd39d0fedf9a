import { posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type {
  ComposedFile,
  Field,
  Resource,
} from '@golden-path/backstage-plugin-golden-path-common';
import {
  gofmt,
  type Composed,
} from '@golden-path/backstage-plugin-golden-path-node';
import { parseAllDocuments } from 'yaml';

interface Entity {
  kind: string;
  metadata: { annotations?: Record<string, string> };
}

interface Contract {
  components: {
    schemas: Record<
      string,
      {
        description?: string;
        properties: Record<string, { description?: string }>;
      }
    >;
  };
}

/** What is wrong with a tree whose answers were hostile; nothing, one hopes. */
export function treeFaults(composed: Composed): string[] {
  const { files } = composed.tree;
  return [
    ...pathFaults(files.map(({ path }) => path)),
    ...files.flatMap(fileFaults),
    ...catalogFaults(composed),
    ...contractFaults(composed),
  ];
}

function pathFaults(paths: readonly string[]): string[] {
  const folded = paths.map(path => path.normalize('NFC').toLowerCase());
  const folders = new Set(folded.flatMap(parentsOf));
  return paths.flatMap((path, index) => {
    const own = folded[index]!;
    return [
      ...(isInside(path) ? [] : [`${path} leaves the tree`]),
      ...(folded.indexOf(own) === index ? [] : [`${path} is there twice`]),
      ...(folders.has(own) ? [`${path} is a file and a folder`] : []),
    ];
  });
}

function isInside(path: string): boolean {
  return (
    /^[A-Za-z0-9._/-]+$/.test(path) &&
    path === posix.normalize(path) &&
    !path.startsWith('/') &&
    !path.split('/').some(part => part === '..' || part === '.git')
  );
}

function parentsOf(path: string): string[] {
  const parent = posix.dirname(path);
  return parent === '.' ? [] : [parent, ...parentsOf(parent)];
}

/** Texts that were looked at: most files are the same in every tree. */
const sound = new Set<string>();

function fileFaults({ path, content }: ComposedFile): string[] {
  const key = `${path}\n${content}`;
  if (sound.has(key)) return [];
  const faults = contentFaults(path, content);
  if (faults.length === 0) sound.add(key);
  return faults.map(fault => `${path}: ${fault}`);
}

function contentFaults(path: string, content: string): string[] {
  switch (posix.extname(path)) {
    case '.go':
      return goFaults(path, content);
    case '.yaml':
    case '.yml':
      return [...yamlFaults(content), ...workflowFaults(path, content)];
    case '.json':
      return jsonFaults(content);
    case '.md':
      return /<(script|img)/i.test(withoutCode(content))
        ? ['holds HTML of the answers']
        : [];
    default:
      return [];
  }
}

function goFaults(path: string, content: string): string[] {
  try {
    return gofmt(content, path) === content ? [] : ['is not as gofmt has it'];
  } catch (error) {
    return [`is no Go: ${error}`];
  }
}

function yamlFaults(content: string): string[] {
  return parseAllDocuments(content).flatMap(({ errors, warnings }) =>
    [...errors, ...warnings].map(({ message }) => message),
  );
}

function jsonFaults(content: string): string[] {
  try {
    JSON.parse(content);
    return [];
  } catch (error) {
    return [`is no JSON: ${error}`];
  }
}

/** A text of the answers that a workflow evaluates would run with its rights. */
function workflowFaults(path: string, content: string): string[] {
  const evaluated = /\$\{\{ (secrets\.TOKEN|github\.event\.issue)/.exec(
    content,
  );
  return path.startsWith('.github/') && evaluated
    ? [`evaluates ${evaluated[1]}`]
    : [];
}

function withoutCode(markdown: string): string {
  return markdown
    .replace(/^(```+|~~~+)[\s\S]*?^\1\s*$/gm, '')
    .replace(/(`+)[^`][\s\S]*?\1/g, '');
}

function catalogFaults({ tree, entities }: Composed): string[] {
  const documents = parseAllDocuments(
    contentOf(tree.files, 'catalog-info.yaml'),
  );
  const read = documents.map(each => each.toJS() as Entity);
  const annotation = read.find(({ kind }) => kind === 'Component')?.metadata
    .annotations?.['goldenpath.dev/topology'];
  return [
    ...(isDeepStrictEqual(read, plain(entities))
      ? []
      : ['catalog-info.yaml: does not read back as it was written']),
    ...(annotation === undefined
      ? ['catalog-info.yaml: has no topology annotation']
      : jsonFaults(annotation)),
  ];
}

function contractFaults({ tree, composition }: Composed): string[] {
  const [document] = parseAllDocuments(
    contentOf(tree.files, 'api/openapi.yaml'),
  );
  const { schemas } = (document?.toJS() as Contract).components;
  return composition.resources.flatMap(resource =>
    described(resource, schemas).map(
      what => `api/openapi.yaml: changes the description of ${what}`,
    ),
  );
}

function described(
  { names, description, fields }: Resource,
  schemas: Contract['components']['schemas'],
): string[] {
  const { pascal } = names.singular;
  const schema = schemas[pascal];
  const wrong = fields.filter(
    field =>
      !carries(field, schema?.properties[field.column]?.description ?? ''),
  );
  return [
    ...((schema?.description ?? '') === description ? [] : [pascal]),
    ...wrong.map(({ column }) => `${pascal}.${column}`),
  ];
}

/** Whether the words stand there; a decimal's bounds may follow in others. */
function carries({ type, description }: Field, written: string): boolean {
  return (
    written === description ||
    (type === 'decimal' && written.startsWith(description))
  );
}

function contentOf(files: readonly ComposedFile[], path: string): string {
  return files.find(file => file.path === path)?.content ?? '';
}

/** The value as JSON has it: without keys that hold nothing. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
