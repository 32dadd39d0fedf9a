const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an XML document: escaped, and without the characters that XML does not allow. */
export function xml(text: string): string {
  return [...text]
    .filter(isAllowed)
    .join('')
    .replace(/[&<>"']/g, c => ESCAPES[c] ?? '');
}

function isAllowed(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return (
    !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff
  );
}
