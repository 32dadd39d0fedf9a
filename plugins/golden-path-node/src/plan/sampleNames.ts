import {
  NAME_STYLES,
  namesOf,
} from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Names,
  NameStyle,
  Sentinel,
} from '@golden-path/backstage-plugin-golden-path-common';

/** The names that stand in for the resource and the service in a pack. */
export const SAMPLE = {
  resource: namesOf('sample_thing'),
  service: namesOf('sample_service'),
} as const;

/** What a file is about: the names that replace the sample's. @public */
export interface Subject {
  readonly service: Names;
  /** Only in files and regions that repeat a resource. */
  readonly resource?: Names;
}

/** Spellings that stand in paths. */
const PATH_STYLES = ['snake', 'kebab', 'flat'] as const;

/** Whether a path repeats a resource. */
export function isResourcePath(path: string): boolean {
  return PATH_STYLES.some(style =>
    path.includes(SAMPLE.resource.singular[style]),
  );
}

/** The path with the sample's names replaced. */
export function renamePath(path: string, subject: Subject): string {
  return replaceStyles(path, subject, PATH_STYLES);
}

/** A port's field, type or remark with the sample's names replaced. */
export function renameText(text: string, subject: Subject): string {
  return replaceStyles(text, subject, NAME_STYLES);
}

/** The text that replaces a sample name. */
export function nameFor(sentinel: Sentinel, subject: Subject): string {
  const names = sentinel.of === 'service' ? subject.service : subject.resource;
  if (!names) {
    throw new Error('a name of the sample resource stands outside a resource');
  }
  return (sentinel.plural ? names.plural : names.singular)[sentinel.style];
}

function replaceStyles(
  text: string,
  { resource, service }: Subject,
  styles: readonly NameStyle[],
): string {
  const named = resource
    ? replaceNames(text, SAMPLE.resource, resource, styles)
    : text;
  return replaceNames(named, SAMPLE.service, service, styles);
}

function replaceNames(
  text: string,
  sample: Names,
  names: Names,
  styles: readonly NameStyle[],
): string {
  // The plural begins with the singular, so it goes first.
  return styles.reduce(
    (renamed, style) =>
      renamed
        .replaceAll(sample.plural[style], names.plural[style])
        .replaceAll(sample.singular[style], names.singular[style]),
    text,
  );
}
