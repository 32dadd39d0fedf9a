import { WINDOWS_DEVICES } from './reserved';
import { shown } from './resources/text';

const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const PART = /^[A-Za-z0-9._~-]+$/;
/** Hosts where a path has a meaning that a new service cannot give it. */
const SPECIAL_HOSTS = ['gopkg.in', 'golang.org', 'google.golang.org'];

/** What keeps the text from being the path of a new Go module, if anything. */
export function modulePathFault(path: string): string | undefined {
  const [host = '', ...rest] = path.split('/');
  if (!HOST.test(host)) {
    return `starts with ${shown(host)}, which is no host name with a dot`;
  }
  if (/(^|\.)-|-(\.|$)/.test(host))
    return 'has a host name with a stray hyphen';
  if (SPECIAL_HOSTS.includes(host)) return `lies on ${host}`;
  if (rest.length === 0) return 'names a host only';
  for (const part of rest) {
    const fault = partFault(part);
    if (fault) return fault;
  }
  const version = /^v(\d+)$/.exec(rest.at(-1) ?? '');
  if (version) return `ends with the major version ${version[0]}`;
  return undefined;
}

function partFault(part: string): string | undefined {
  if (part === '') return 'has an empty part';
  if (!PART.test(part)) {
    return 'has a character besides letters, digits, and . _ ~ -';
  }
  if (part.startsWith('.') || part.endsWith('.')) {
    return `has a part that begins or ends with a dot`;
  }
  const stem = (part.split('.')[0] ?? '').toLowerCase();
  if (WINDOWS_DEVICES.has(stem) || /~\d+$/.test(stem)) {
    return `has the part '${part}', a device name on Windows`;
  }
  if (['internal', 'vendor', 'testdata'].includes(part)) {
    return `has the part '${part}', which Go treats apart`;
  }
  return undefined;
}
