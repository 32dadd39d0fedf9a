/** Text that is HTML already. Only {@link html} and {@link trustedHtml} make it. */
export class Html {
  constructor(readonly text: string) {}
}

type Value = Html | string | number | undefined | Value[];

/** Builds HTML from a template; every value that is not {@link Html} is escaped. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  const text = parts.reduce(
    (built, part, index) => `${built}${write(values[index - 1])}${part}`,
  );
  return new Html(text);
}

/** Marks text as HTML. The caller vouches that nothing in it came from a repository unescaped. */
export function trustedHtml(text: string): Html {
  return new Html(text);
}

function write(value: Value): string {
  if (Array.isArray(value)) {
    return value.map(write).join('');
  }
  return value instanceof Html ? value.text : escape(String(value ?? ''));
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character] ?? '');
}
