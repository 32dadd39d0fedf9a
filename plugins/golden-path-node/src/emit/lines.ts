/** Lines of text, nested as they come; false and undefined are left out. */
export type Text = string | false | undefined | readonly Text[];

/** The lines in one list; an empty string is an empty line. */
export function lines(...parts: readonly Text[]): string[] {
  const result: string[] = [];
  append(parts, result);
  return result;
}

// Documents have thousands of lines: no list for each of them.
function append(parts: readonly Text[], to: string[]): void {
  for (const part of parts) {
    if (typeof part === 'string') to.push(part);
    else if (part) append(part, to);
  }
}

/** The lines moved to the right; empty ones stay empty. */
export function indented(by: string, ...parts: readonly Text[]): string[] {
  return lines(...parts).map(line => (line === '' ? '' : `${by}${line}`));
}

/** Groups of lines with one empty line between; empty groups are left out. */
export function paragraphs(...groups: readonly Text[]): string[] {
  return groups
    .map(group => lines(group))
    .filter(group => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : ['', ...group]));
}

/** The lines with `separator` after each but the last. */
export function separated(
  separator: string,
  items: readonly string[],
): string[] {
  return items.map((item, index) =>
    index < items.length - 1 ? `${item}${separator}` : item,
  );
}

/** Words filled into lines of at most `width` characters where they fit. */
export function filled(text: string, width: number): string[] {
  const result: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter(part => part !== '')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      result.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? result : [...result, line];
}

/** The content of a file: its lines, each with a line end. */
export function fileText(...parts: readonly Text[]): string {
  return `${lines(...parts).join('\n')}\n`;
}
