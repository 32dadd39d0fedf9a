const REVOKE_AFTER_MS = 10_000;

/** A file name out of any title: letters, digits and dashes. */
export const fileNameOf = (title: string, extension: string): string =>
  `${
    title
      .toLocaleLowerCase('en')
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 80) || 'topology'
  }.${extension}`;

/** Hands a file to the browser's downloads. */
export function downloadBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // some browsers read the address only after the click has been handled
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}
