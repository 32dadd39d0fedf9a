/** What a piece of code is. */
type TokenKind = 'keyword' | 'string' | 'comment' | 'type' | 'number';

/** A piece of a line; plain text has no kind. */
export interface Token {
  readonly text: string;
  readonly kind?: TokenKind;
}

type Rules = readonly (readonly [TokenKind, string])[];

const words = (text: string) =>
  `\\b(?:${text.trim().split(/\s+/).join('|')})\\b`;
const DOUBLE = '"(?:[^"\\\\]|\\\\.)*"?';
const SINGLE = "'(?:[^'\\\\]|\\\\.)*'?";
const NUMBER = '\\b\\d[\\d_.]*\\b';

const go: Rules = [
  ['comment', '//.*'],
  ['string', `${DOUBLE}|\`[^\`]*\`?|'(?:[^'\\\\]|\\\\.)+'`],
  [
    'keyword',
    words(`break case chan const continue default defer else fallthrough for
      func go goto if import interface map package range return select struct
      switch type var nil true false`),
  ],
  [
    'type',
    words(`any bool byte comparable error float32 float64 int int32 int64 rune
      string uint8 uint16 uint32 uint64`),
  ],
  ['number', NUMBER],
];

const sql: Rules = [
  ['comment', '--.*'],
  ['string', SINGLE],
  [
    'keyword',
    words(`add alter and as asc begin by cascade check column commit constraint
      create current_timestamp default delete desc drop exists foreign from if
      in index insert into is key not null on or order primary references
      restrict select set table unique update using values where`),
  ],
  [
    'type',
    words(`bigint bool boolean bytea date integer jsonb numeric text timestamptz
      uuid varchar`),
  ],
  ['number', NUMBER],
];

const yaml: Rules = [
  ['comment', '(?:^|(?<=\\s))#.*'],
  ['string', `${DOUBLE}|${SINGLE}`],
  ['type', '(?<=^\\s*(?:- )?)[\\w./$-]+(?=:(?:\\s|$))'],
  ['keyword', words('true false null')],
  ['number', '(?<=\\s)\\d[\\d.]*(?=\\s|$|,|\\])'],
];

const json: Rules = [
  ['type', '"(?:[^"\\\\]|\\\\.)*"(?=\\s*:)'],
  ['string', DOUBLE],
  ['keyword', words('true false null')],
  ['number', NUMBER],
];

const make: Rules = [
  ['comment', '#.*'],
  ['type', '^[\\w./%-]+(?=\\s*:)|^\\.[A-Z_]+(?=:)'],
  [
    'keyword',
    words('ifeq ifneq ifdef ifndef else endif include export define endef'),
  ],
  ['string', `${DOUBLE}|${SINGLE}`],
];

const docker: Rules = [
  ['comment', '^#.*'],
  [
    'keyword',
    `^${words(
      'FROM RUN COPY ADD ENTRYPOINT CMD ENV ARG USER WORKDIR EXPOSE LABEL',
    )}`,
  ],
  ['string', DOUBLE],
];

const markdown: Rules = [
  ['keyword', '^#{1,6} .*'],
  ['string', '`[^`]+`'],
];

const byExtension: Readonly<Record<string, Rules>> = {
  go,
  sql,
  yaml,
  yml: yaml,
  json,
  md: markdown,
};

/** Splits the lines of a file into tokens by what its name says it is. */
export function highlight(path: string, content: string): Token[][] {
  const rules = rulesOf(path);
  const lines = content.replace(/\n$/, '').split('\n');
  if (!rules) return lines.map(text => [{ text }]);
  const pattern = new RegExp(
    rules.map(([, source]) => `(${source})`).join('|'),
    rules === sql ? 'gi' : 'g',
  );
  return lines.map(line => tokensOf(line, pattern, rules));
}

function rulesOf(path: string): Rules | undefined {
  const name = path.split('/').at(-1) ?? '';
  if (name === 'Makefile') return make;
  if (name === 'Dockerfile') return docker;
  const extension = name.split('.').at(-1) ?? '';
  return Object.hasOwn(byExtension, extension)
    ? byExtension[extension]
    : undefined;
}

function tokensOf(line: string, pattern: RegExp, rules: Rules): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of line.matchAll(pattern)) {
    const [text] = match;
    if (text === '') continue;
    if (match.index > end) tokens.push({ text: line.slice(end, match.index) });
    const rule = match.slice(1).findIndex(group => group !== undefined);
    tokens.push({ text, kind: rules[rule]?.[0] });
    end = match.index + text.length;
  }
  if (end < line.length) tokens.push({ text: line.slice(end) });
  return tokens;
}
