/** A piece of SQL. Words are in lower case, quoted names and strings as written. */
export interface SqlToken {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'symbol';
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
}

const PIECE = new RegExp(
  [
    /(?<space>\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))/u,
    /(?<dollar>\$(?<tag>\w*)\$[\s\S]*?(?:\$\k<tag>\$|$))/u,
    /[eEnN]?'(?<string>(?:[^'\\]|''|\\[\s\S])*)(?:'|$)/u,
    /"(?<double>(?:[^"]|"")*)"|`(?<tick>[^`]*)`/u,
    /(?<number>\d+(?:\.\d+)?)/u,
    /(?<word>[\p{L}_][\p{L}\p{N}_$]*)/u,
    /(?<symbol>::|<=|>=|<>|!=|[\s\S])/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
);

/** Splits SQL of any dialect; never fails. */
export function tokensOf(text: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  let line = 1;
  for (const match of text.matchAll(PIECE)) {
    const token = tokenOf(match.groups ?? {});
    if (token) tokens.push({ ...token, line });
    line += match[0].split('\n').length - 1;
  }
  return tokens;
}

function tokenOf(
  groups: Record<string, string | undefined>,
): Omit<SqlToken, 'line'> | undefined {
  const { string, dollar, double, tick, number, word, symbol } = groups;
  if (string !== undefined) {
    return { kind: 'string', text: string.replace(/''|\\'/g, "'") };
  }
  if (dollar !== undefined) return { kind: 'string', text: dollar };
  const quoted = double?.replace(/""/g, '"') ?? tick;
  if (quoted !== undefined) return { kind: 'quoted', text: quoted };
  if (number !== undefined) return { kind: 'number', text: number };
  if (word !== undefined) return { kind: 'word', text: word.toLowerCase() };
  return symbol === undefined ? undefined : { kind: 'symbol', text: symbol };
}

/** Parts of a list at the outermost level, cut at a symbol. */
export function splitAt(
  tokens: readonly SqlToken[],
  symbol: ',' | ';',
): SqlToken[][] {
  const parts: SqlToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'symbol') {
      if (token.text === '(') depth += 1;
      if (token.text === ')') depth -= 1;
      if (token.text === symbol && depth <= 0) {
        parts.push([]);
        depth = 0;
        continue;
      }
    }
    parts.at(-1)?.push(token);
  }
  return parts.filter(part => part.length > 0);
}
