import type { UpstreamAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const FOLDER = resolve(__dirname, '../../../../../../templates/patterns');

/** The Go module in which the patterns stand compiled and tested. */
export const MODULE = 'goldenpath.dev/patterns';

/** The text of a file of the patterns. */
export function inPatterns(path: string): string {
  return readFileSync(resolve(FOLDER, path), 'utf8');
}

/**
 * The text of a service's file as it would stand in the patterns' module, where its
 * packages have other places.
 */
export function asInPatterns(
  content: string,
  module: string,
  places: Readonly<Record<string, string>>,
): string {
  return Object.entries(places).reduce(
    (text, [from, to]) =>
      text.replaceAll(`"${module}/${from}`, `"${MODULE}/${to}`),
    content,
  );
}

/** The lines of Go with the imports sorted: the order of their paths differs between modules. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n').filter(line => line !== '');
  const isImport = (line: string) => /^\t"/.test(line);
  return [
    ...lines.filter(isImport).sort(),
    ...lines.filter(line => !isImport(line)),
  ];
}

/** The service with depots and shelves that patterns have as their sample of one over gRPC. */
export const depots: UpstreamAnswers = {
  name: 'depots',
  protocol: 'grpc',
  resources: [
    {
      name: 'depot',
      writes: true,
      fields: [
        { name: 'name', type: 'text', required: true, unique: true },
        { name: 'kind', type: 'enum', values: ['hub', 'shop'] },
        { name: 'opened_on', type: 'date' },
      ],
    },
    {
      name: 'shelf',
      plural: 'shelves',
      fields: [
        { name: 'depot', type: 'reference', resource: 'depot' },
        { name: 'level', type: 'integer', required: true },
      ],
    },
  ],
};
