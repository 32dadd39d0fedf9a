import { remembered } from '@golden-path/backstage-plugin-golden-path-common';

const WINDOWS_DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Paths of some thirty services. */
const KEPT = 10_000;

function faultIn(path: string): string | undefined {
  if (path === '' || path.length > 240) return 'which is empty or too long';
  // eslint-disable-next-line no-control-regex
  if (/[\\:*?"<>|\u0000-\u001f]/.test(path)) {
    return 'which holds a character that no path may hold';
  }
  const parts = path.split('/');
  if (parts.some(part => part === '' || part === '.' || part === '..')) {
    return 'which is no plain path inside the repository';
  }
  if (parts[0]?.toLowerCase() === '.git') return "which is Git's own";
  if (parts.some(part => WINDOWS_DEVICE.test(part))) {
    return 'which is a device on Windows';
  }
  return undefined;
}

const faultOf = remembered(KEPT, path => ({ fault: faultIn(path) }));

/** What keeps a text from being the path of a file in a repository, if anything. @public */
export function pathFault(path: string): string | undefined {
  return faultOf(path).fault;
}
