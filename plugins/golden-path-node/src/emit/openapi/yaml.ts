import { indented } from '../lines';

type Scalar = string | number | bigint | boolean | null;

/** A value of a YAML document. */
export type Yaml = Scalar | readonly Yaml[] | YamlMap;

/** A mapping; keys whose value is undefined are left out. */
export interface YamlMap {
  readonly [key: string]: Yaml | undefined;
}

/** Mappings above this depth have a line for each key, however small. */
const INLINE_DEPTH = 4;

/**
 * The document as YAML in one fixed style: lists of scalars, and small
 * mappings deep in the document, stand on one line; all else has its lines.
 */
export function printYaml(root: YamlMap): string {
  return `${mapLines(root, 0).join('\n') || '{}'}\n`;
}

/** The lines of mappings that documents share, by their depth. */
const known = new WeakMap<YamlMap, (readonly string[] | undefined)[]>();

function mapLines(map: YamlMap, depth: number): readonly string[] {
  const ofMap = known.get(map) ?? [];
  known.set(map, ofMap);
  const lines = ofMap[depth] ?? linesOf(map, depth);
  ofMap[depth] = lines;
  return lines;
}

function linesOf(map: YamlMap, depth: number): string[] {
  return entriesOf(map).flatMap(([key, value]) => {
    const head = `${quoted(key)}:`;
    const inline = inlined(value, depth + 1);
    if (inline !== undefined) {
      return [`${head} ${inline}`];
    }
    return typeof value === 'string'
      ? [`${head} |`, ...indented('  ', value.trimEnd().split('\n'))]
      : [head, ...indented('  ', blockLines(value, depth + 1))];
  });
}

function blockLines(value: Yaml, depth: number): readonly string[] {
  if (isMap(value)) {
    return mapLines(value, depth);
  }
  const items = isList(value) ? value : [];
  return items.flatMap(item => {
    const [first = '{}', ...rest] = isMap(item)
      ? mapLines(item, depth + 1)
      : [inlined(item, depth + 1) ?? ''];
    return [`- ${first}`, ...indented('  ', rest)];
  });
}

/** The value as it stands on one line, or undefined when it needs several. */
function inlined(value: Yaml, depth: number): string | undefined {
  if (isScalar(value)) {
    return isBlockText(value) ? undefined : scalar(value, false);
  }
  if (isList(value)) {
    return value.every(isScalar) ? inlineList(value) : undefined;
  }
  const entries = entriesOf(value);
  if (entries.length === 0) {
    return '{}';
  }
  return depth >= INLINE_DEPTH && entries.every(([, item]) => isSmall(item))
    ? inlineMap(entries)
    : undefined;
}

function isSmall(value: Yaml): boolean {
  return isList(value)
    ? value.every(isScalar)
    : isScalar(value) && !isBlockText(value);
}

function inlineList(items: readonly Yaml[]): string {
  return `[${items.map(inlineItem).join(', ')}]`;
}

function inlineMap(entries: readonly (readonly [string, Yaml])[]): string {
  const parts = entries.map(
    ([key, item]) =>
      `${inlineItem(key)}: ${
        isList(item) ? inlineList(item) : inlineItem(item)
      }`,
  );
  return `{ ${parts.join(', ')} }`;
}

function inlineItem(value: Yaml): string {
  return isScalar(value) ? scalar(value, true) : '{}';
}

function scalar(value: Scalar, inside: boolean): string {
  if (typeof value !== 'string') {
    return String(value);
  }
  return inside && /[,[\]{}]/.test(value) ? quote(value) : quoted(value);
}

function quoted(text: string): string {
  return isPlain(text) ? text : quote(text);
}

function quote(text: string): string {
  return /[\u007f-\u009f\u2028\u2029\ufeff]/.test(text) || text.includes('\n')
    ? JSON.stringify(text)
    : `'${text.replace(/'/g, "''")}'`;
}

/** Whether every reader, those of YAML 1.1 too, takes the bare text for text. */
function isPlain(text: string): boolean {
  return (
    /^(-?[A-Za-z]|[0-9$/(])/.test(text) &&
    !/[\n\t"]|: |:$| #|\s$/.test(text) &&
    !/^[0-9][0-9_,:]*(\.[0-9_]*)?([eE][-+]?[0-9]*)?$/.test(text) &&
    !/^0[xob][0-9a-f_]+$/i.test(text) &&
    !/^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}/.test(text) &&
    !/^(y|n|yes|no|on|off|true|false|null)$/i.test(text)
  );
}

function isBlockText(value: Scalar): value is string {
  return typeof value === 'string' && value.includes('\n');
}

function entriesOf(map: YamlMap): [string, Yaml][] {
  return Object.entries(map).flatMap(([key, value]): [string, Yaml][] =>
    value === undefined ? [] : [[key, value]],
  );
}

function isList(value: Yaml): value is readonly Yaml[] {
  return Array.isArray(value);
}

function isScalar(value: Yaml): value is Scalar {
  return value === null || typeof value !== 'object';
}

function isMap(value: Yaml): value is YamlMap {
  return !isScalar(value) && !isList(value);
}
