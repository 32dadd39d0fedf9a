import type { SqlToken } from './tokens';

/** Reads tokens from left to right. */
export class Reader {
  readonly #tokens: readonly SqlToken[];
  #at = 0;

  constructor(tokens: readonly SqlToken[]) {
    this.#tokens = tokens;
  }

  get next(): SqlToken | undefined {
    return this.#tokens[this.#at];
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  skip(): SqlToken | undefined {
    const token = this.next;
    this.#at += 1;
    return token;
  }

  /** Goes past these words or symbols when they come next, all of them. */
  take(...texts: readonly string[]): boolean {
    const here = this.#tokens.slice(this.#at, this.#at + texts.length);
    const matches =
      here.length === texts.length &&
      here.every(
        ({ kind, text }, index) =>
          (kind === 'word' || kind === 'symbol') && text === texts[index],
      );
    if (matches) this.#at += texts.length;
    return matches;
  }

  /** The last part of a name such as `public.orders`. */
  name(): string | undefined {
    let name = this.#part();
    while (name !== undefined && this.take('.')) name = this.#part() ?? name;
    return name;
  }

  /** What stands between brackets, when an opening one comes next. */
  brackets(): SqlToken[] | undefined {
    if (!this.take('(')) return undefined;
    const inside: SqlToken[] = [];
    for (let depth = 1; !this.done; ) {
      const token = this.skip()!;
      if (token.kind === 'symbol' && token.text === '(') depth += 1;
      if (token.kind === 'symbol' && token.text === ')') depth -= 1;
      if (depth === 0) return inside;
      inside.push(token);
    }
    return inside;
  }

  #part(): string | undefined {
    const token = this.next;
    if (token?.kind !== 'word' && token?.kind !== 'quoted') return undefined;
    this.#at += 1;
    return token.text;
  }
}

/** Names in a list such as `(customer_id, number DESC)`. */
export function namesIn(tokens: readonly SqlToken[]): string[] {
  const names: string[] = [];
  let isFirst = true;
  for (const { kind, text } of tokens) {
    if (text === ',' && kind === 'symbol') isFirst = true;
    else if (isFirst && (kind === 'word' || kind === 'quoted')) {
      names.push(text);
      isFirst = false;
    }
  }
  return names;
}
