import { InputError } from '@backstage/errors';

const NAME = /^[a-z0-9_](?:[a-z0-9._-]{0,98}[a-z0-9_-])?$/;
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/;
const RESERVED_SUFFIX = /\.(?:git|lock|wiki)$/;
const NAME_RULE =
  'use letters, digits, hyphens, underscores and single dots, at most 100 characters, starting with a letter or digit';

/**
 * Checks the name of an organization and returns it as it is stored. Names are compared without regard to case, as
 * Gitea does and as some file systems force, so they are stored in lower case.
 */
export function parseOrganizationName(name: string): string {
  const stored = parseName('Organization', name);
  if (stored === 'api') {
    throw new InputError(
      "Organization name 'api' is taken by the API; choose another",
    );
  }
  return stored;
}

/** Checks the name of a repository to be made and returns it as it is stored, in lower case. */
export function parseRepositoryName(name: string): string {
  return parseName('Repository', name);
}

/** As {@link parseRepositoryName} for a name in a URL, where `.git` may follow. */
export function parseRepositorySegment(segment: string): string {
  return parseName('Repository', segment.replace(/\.git$/i, ''));
}

function parseName(subject: string, name: string): string {
  const stored = name.toLowerCase();
  if (!NAME.test(stored) || stored.includes('..')) {
    throw new InputError(`${subject} name ${quote(name)}: ${NAME_RULE}`);
  }
  if (WINDOWS_DEVICE.test(stored)) {
    throw new InputError(
      `${subject} name ${quote(
        name,
      )} means a device on Windows; choose another`,
    );
  }
  if (RESERVED_SUFFIX.test(stored)) {
    throw new InputError(
      `${subject} name ${quote(name)} must not end in .git, .lock or .wiki`,
    );
  }
  return stored;
}

/** Checks a branch, tag or commit against the rules of `git check-ref-format`. */
export function parseRef(ref: string): string {
  const valid =
    ref.length <= 244 &&
    !/[\p{Cc} ~^:?*[\\]|\.\.|@\{|^[-@]$|^-/u.test(ref) &&
    ref.split('/').every(part => part !== '' && !/^\.|\.$|\.lock$/.test(part));
  if (!valid) {
    throw new InputError(
      `Ref ${quote(ref)} cannot be the name of a branch, tag or commit`,
    );
  }
  return ref;
}

/** Checks a path inside a repository and returns it without outer slashes; '' is the top directory. */
export function parseRepositoryPath(path: string): string {
  const inner = path.replace(/^\/|\/$/g, '');
  const valid =
    inner === '' ||
    (inner.length <= 4096 &&
      !/[\p{Cc}\\]/u.test(inner) &&
      inner.split('/').every(part => !['', '.', '..'].includes(part)));
  if (!valid) {
    throw new InputError(
      `Path ${quote(
        path,
      )}: use names separated by single slashes, without . and ..`,
    );
  }
  return inner;
}

function quote(text: string): string {
  const shown = text.length > 120 ? `${text.slice(0, 120)}…` : text;
  return `'${shown.replace(/\p{Cc}/gu, '?')}'`;
}
