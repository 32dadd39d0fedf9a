/** Where a repository will be, as the scaffolder's actions read it. */
export interface Place {
  readonly host: string;
  readonly owner: string;
  readonly repo: string;
}

const EMPTY: Place = { host: '', owner: '', repo: '' };

/** Reads `host?owner=…&repo=…`; parts that are missing are empty. */
export function parsePlace(repoUrl: unknown): Place {
  if (typeof repoUrl !== 'string' || repoUrl === '') return EMPTY;
  try {
    const { host, searchParams } = new URL(`https://${repoUrl}`);
    const part = (name: string) => searchParams.get(name) ?? '';
    return { host, owner: part('owner'), repo: part('repo') };
  } catch {
    return EMPTY;
  }
}

/** Writes `host?owner=…&repo=…`. */
export function formatPlace({ host, owner, repo }: Place): string {
  const query = new URLSearchParams();
  if (owner) query.set('owner', owner);
  if (repo) query.set('repo', repo);
  return `${host}?${query}`;
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
  const host = /[a-z]/i.test(hostName) && hostName.includes('.');
  const parts = [host ? hostName.toLowerCase() : 'example.com', place.owner];
  return [...parts, name].filter(part => part !== '').join('/');
}
