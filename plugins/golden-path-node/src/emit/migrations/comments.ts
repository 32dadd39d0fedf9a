import type {
  Field,
  Resource,
} from '@golden-path/backstage-plugin-golden-path-common';

/** What the columns that every table has mean, where their names do not say it. */
export const OWN_COLUMN_COMMENTS: Readonly<Record<string, string>> = {
  id: 'UUID version 7, made by the service.',
  version: 'Grows with each change; the ETag of the API.',
  deleted_at: 'Time of the deletion, null while the row lives.',
};

/** What a table holds. */
export function aboutTable({ names, description }: Resource): string {
  return [
    `${names.plural.sentence}.`,
    ...(description === '' ? [] : [ended(description)]),
    'Rows with deleted_at are deleted.',
  ].join(' ');
}

/**
 * What the column of a field means, if its description says it. sqlc makes a
 * Go comment of it, which must not begin as a build constraint does.
 */
export function aboutColumn({ description }: Field): string | undefined {
  return description === ''
    ? undefined
    : ended(description).replace(/^\+build/, "'+build'");
}

/** Prose with a full stop, unless it ends in one already. */
function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
