/** Text that must show as it is: no markup, no HTML, no new table cell. */
export function mdText(text: string): string {
  return escaped(text).trim();
}

/** Text that shows as it is, but for what stands in backticks: that is code. */
export function mdProse(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part, at) =>
      at % 2 === 1 ? mdCode(part.slice(1, -1)) : escaped(part),
    )
    .join('')
    .trim();
}

function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_[\]|~#!]/g, '\\$&');
}

/** Text as Markdown that ends like a sentence. */
export function sentence(text: string): string {
  const shown = mdText(text);
  return /[.!?…]$/.test(shown) ? shown : `${shown}.`;
}

/** Text as code in a line; a backtick in it does not end it. */
export function mdCode(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map(run => run.length)) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${text.replaceAll('|', '\\|')}${pad}${fence}`;
}

/** A block of code in a language. */
export function mdBlock(language: string, lines: readonly string[]): string {
  return [`\`\`\`${language}`, ...lines, '```'].join('\n');
}

/** A table of cells that are Markdown already. */
export function mdTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join(
    '\n',
  );
}

/** A list of Markdown items. */
export function mdList(items: readonly string[]): string {
  return items.map(item => `- ${item}`).join('\n');
}

/** A document of blocks, one empty line between two. */
export function mdDocument(
  blocks: readonly (string | false | undefined)[],
): string {
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}
