import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { fileText } from '../lines';
import { GENERATED, goText } from './go';

/** `internal/cached/followers.go`: what else a deletion changes. */
export function emitFollowers(resources: readonly Resource[]): string {
  const entries = resources.flatMap(resource => {
    const names = followersOf(resource.name, resources).map(goText);
    const key = goText(resource.names.singular.snake);
    return names.length > 0 ? [`\t${key}: {${names.join(', ')}},`] : [];
  });
  const value =
    entries.length > 0
      ? ['map[string][]string{', ...entries, '}'].join('\n')
      : 'map[string][]string{}';
  return fileText(
    GENERATED,
    '',
    'package cached',
    '',
    '// followers names, for each resource, those whose rows the database may change',
    '// when one of it is deleted: it deletes or clears what refers to that.',
    `var followers = ${value}`,
  );
}

/** Resources that change with a deletion, and those that change with them. */
function followersOf(name: string, resources: readonly Resource[]): string[] {
  const found = new Set<Resource>();
  const deleted = [name];
  for (const owner of deleted) {
    for (const resource of resources) {
      const changes = resource.fields.flatMap(({ reference }) =>
        reference?.resource === owner ? [reference.onDelete] : [],
      );
      if (changes.some(change => change !== 'refuse')) found.add(resource);
      if (changes.includes('cascade') && !deleted.includes(resource.name)) {
        deleted.push(resource.name);
      }
    }
  }
  return [...found].map(({ names }) => names.singular.snake).sort();
}
