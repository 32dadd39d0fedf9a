/** Type of the documents that the search module of golden paths makes. */
export const DOCUMENT_TYPE = 'golden-path';

/** Whether a result is a golden path or a pattern of one. */
export const isOfGoldenPath = ({ type }: { readonly type: string }) =>
  type === DOCUMENT_TYPE;
