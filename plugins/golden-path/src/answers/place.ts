import { modulePlace } from '@golden-path/backstage-plugin-golden-path-common';
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
 * The Go module path of a service at that place, on a host of that type. Go
 * asks for a host name with a dot, so a laptop's host gives `example.com`. An
 * organisation that settled where its modules begin has the last word.
 */
export function moduleOf(
  { place, type }: { readonly place: Place; readonly type?: string },
  service: string,
  modulePrefix?: string,
): string {
  const name = place.repo || service;
  if (!name) return '';
  if (modulePrefix) return `${modulePrefix}/${name}`;
  const [hostName = ''] = place.host.split(':');
  const isName = /[a-z]/i.test(hostName) && hostName.includes('.');
  return [
    isName ? hostName.toLowerCase() : 'example.com',
    ...modulePlace(type, { ...place, repo: name }).map(spelt),
  ].join('/');
}

/** No import path spells a space. */
function spelt(part: string): string {
  return part.replace(/\s+/g, '-');
}

/** What is to be said of the module path of a place. */
export function moduleNote(
  { place, type }: { readonly place: Place; readonly type?: string },
  modulePrefix?: string,
): string {
  if (modulePrefix) return "Begins where the organisation's modules do";
  const names = modulePlace(type, place);
  const { project = '' } = place;
  if (names.includes(project) && spelt(project) !== project) {
    return `Go fetches it once Git is told, by insteadOf, that ${spelt(
      project,
    )} is '${project}'`;
  }
  return names.at(-1) === `${place.repo}.git`
    ? 'The address that Go clones; .git says where the repository ends'
    : 'Follows the repository until you write another';
}
