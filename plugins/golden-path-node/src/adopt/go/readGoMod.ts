/** A module that a go.mod file asks for by its own choice. */
export interface GoRequirement {
  readonly path: string;
  readonly version: string;
  readonly line: number;
}

/** What Adopt reads of a go.mod file. */
export interface GoMod {
  readonly module: string;
  /** Version of the language, such as `1.26`. */
  readonly go?: string;
  /** Direct requirements, in their order. */
  readonly requires: readonly GoRequirement[];
  /** Packages that are built as tools. */
  readonly tools: readonly { path: string; line: number }[];
}

/** Reads a go.mod file; undefined when it names no module. */
export function readGoMod(text: string): GoMod | undefined {
  let module: string | undefined;
  let go: string | undefined;
  let block: string | undefined;
  const requires: GoRequirement[] = [];
  const tools: { path: string; line: number }[] = [];
  text.split(/\r?\n/).forEach((full, index) => {
    const [code = '', ...comment] = full.split('//');
    const words = code.replace(/["`]/g, '').trim().split(/\s+/);
    if (block && words[0] === ')') block = undefined;
    else if (words[1] === '(') block = words[0];
    else {
      const [verb, first, second] = block ? [block, ...words] : words;
      const line = index + 1;
      if (!first) return;
      if (verb === 'module') module = first;
      if (verb === 'go') go = first;
      if (verb === 'tool') tools.push({ path: first, line });
      if (verb === 'require' && second && !isIndirect(comment)) {
        requires.push({ path: first, version: second, line });
      }
    }
  });
  return module === undefined
    ? undefined
    : { module, ...(go && { go }), requires, tools };
}

function isIndirect([comment = '']: readonly string[]): boolean {
  return /^\s*indirect\b/.test(comment);
}
