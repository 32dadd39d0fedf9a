/** An element of a document: its name, attributes and the text directly in it. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  text: string;
}

const TAG = /<(\/?)([A-Za-z]+)((?:\s+[A-Za-z:-]+="[^"<]*")*)(\/?)>|([^<]+)/y;

/**
 * The elements of a document, in order. Accepts only a strict part of XML, so that what it
 * reads every reader reads: no comments, no instructions, quoted attributes, known entities.
 */
export function readXml(document: string): XmlElement[] {
  const elements: XmlElement[] = [];
  const open: XmlElement[] = [];
  const text = document.trim();
  TAG.lastIndex = 0;
  while (TAG.lastIndex < text.length) {
    const at = TAG.lastIndex;
    const match = TAG.exec(text);
    if (!match) throw new Error(`no markup: ${text.slice(at, at + 60)}`);
    const [, closing, name = '', attributes = '', empty, words] = match;
    if (words !== undefined) {
      const parent = open[open.length - 1];
      if (parent) parent.text += decode(words);
    } else if (closing) {
      const last = open.pop();
      if (last?.name !== name)
        throw new Error(`</${name}> closes ${last?.name}`);
    } else {
      const element = {
        name,
        attributes: readAttributes(attributes),
        text: '',
      };
      elements.push(element);
      if (!empty) open.push(element);
    }
  }
  if (open.length > 0) throw new Error(`${open[0]?.name} stays open`);
  return elements;
}

function readAttributes(text: string): Record<string, string> {
  const pairs = text.matchAll(/([A-Za-z:-]+)="([^"]*)"/g);
  return Object.fromEntries(
    [...pairs].map(([, key = '', value = '']) => [key, decode(value)]),
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function decode(text: string): string {
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text)) {
    throw new Error('a character that XML does not allow');
  }
  return text.replace(/&[^;]*;?/g, entity => {
    const character = ENTITIES[entity];
    if (character === undefined) throw new Error(`no entity: ${entity}`);
    return character;
  });
}
