import type {
  ConfigKey,
  Resource,
} from '@golden-path/backstage-plugin-golden-path-common';
import { mdCode, mdTable, mdText } from '../markdown';
import { meaningOf, sortedSettings } from '../settings';

/** The path of a resource's list in the API. */
export function resourcePath({ names }: Resource): string {
  return `/api/v1/${names.plural.kebab}`;
}

/** Operations of every resource, as the contract has them. */
export function operations(resources: readonly Resource[]): string {
  const rows = resources.flatMap(resource => {
    const { names } = resource;
    const one = mdText(names.singular.words);
    const many = mdText(names.plural.words);
    const path = resourcePath(resource);
    return [
      [mdCode(`GET ${path}`), `List ${many}, newest first, by cursor`],
      [mdCode(`POST ${path}`), `Create ${article(one)}`],
      [mdCode(`GET ${path}/{id}`), `Read ${article(one)}`],
      [mdCode(`PUT ${path}/{id}`), `Replace ${article(one)}`],
      [mdCode(`DELETE ${path}/{id}`), `Delete ${article(one)}`],
    ];
  });
  return mdTable(['Operation', 'What it does'], rows);
}

/** Every setting with its default and its meaning. */
export function settings(config: readonly ConfigKey[]): string {
  const rows = sortedSettings(config).map(setting => [
    mdCode(setting.key),
    setting.required ? 'required' : defaultOf(setting.default),
    mdText(meaningOf(setting)) + (setting.secret ? ' A secret.' : ''),
  ]);
  return mdTable(['Setting', 'Default', 'Meaning'], rows);
}

function defaultOf(value: string | undefined): string {
  return value ? mdCode(value) : '';
}

function article(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
