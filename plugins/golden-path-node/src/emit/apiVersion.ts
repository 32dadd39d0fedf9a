/** A version of the API: how it spells what the other spells otherwise. */
export interface ApiVersion {
  /** The segment of its paths. */
  readonly id: 'v1' | 'v2';
  /** Ends the names of its operations and schemas. */
  readonly ending: '' | 'V2';
  /** The Go package that serves it. */
  readonly package: 'httpapi' | 'httpapiv2';
  /** The name of a member or parameter, given that of the column. */
  readonly wire: (column: string) => string;
}

/** Names as the columns have them. */
export const V1: ApiVersion = {
  id: 'v1',
  ending: '',
  package: 'httpapi',
  wire: column => column,
};

/** Names in camelCase: `placed_at` is `placedAt`. */
export const V2: ApiVersion = {
  id: 'v2',
  ending: 'V2',
  package: 'httpapiv2',
  wire: column =>
    column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
};
