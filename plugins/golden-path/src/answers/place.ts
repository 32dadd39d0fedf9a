import { repositoryPath } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Place,
  PlacePart,
} from '@golden-path/backstage-plugin-golden-path-common';

/** The parts in the order in which a `repoUrl` is written. */
const PARTS: readonly PlacePart[] = [
  'organization',
  'workspace',
  'project',
  'owner',
];

/** Reads `host?owner=…&repo=…`; parts that are missing are left out. */
export function parsePlace(repoUrl: unknown): Place {
  const nowhere = { host: '', repo: '' };
  if (typeof repoUrl !== 'string' || repoUrl === '') return nowhere;
  try {
    const { host, searchParams } = new URL(`https://${repoUrl}`);
    const given = PARTS.flatMap(part => {
      const value = searchParams.get(part);
      return value ? [[part, value]] : [];
    });
    const repo = searchParams.get('repo') ?? '';
    return { host, repo, ...Object.fromEntries(given) };
  } catch {
    return nowhere;
  }
}

/** Writes `host?owner=…&repo=…`. */
export function formatPlace(place: Place): string {
  const query = new URLSearchParams();
  for (const part of [...PARTS, 'repo'] as const) {
    const value = place[part];
    if (value) query.set(part, value);
  }
  return `${place.host}?${query}`;
}

/**
 * The Go module path of a service at that place. Go asks for a host name with
 * a dot, so a laptop's host gives `example.com`. An organisation that settled
 * where its modules begin has the last word.
 */
export function moduleOf(
  place: Place,
  service: string,
  modulePrefix?: string,
): string {
  const name = place.repo || service;
  if (!name) return '';
  if (modulePrefix) return `${modulePrefix}/${name}`;
  const [hostName = ''] = place.host.split(':');
  const isName = /[a-z]/i.test(hostName) && hostName.includes('.');
  const path = repositoryPath({ ...place, repo: name });
  return [
    isName ? hostName.toLowerCase() : 'example.com',
    ...path.map(part => part.replace(/^~/, '').replace(/\s+/g, '-')),
  ].join('/');
}
