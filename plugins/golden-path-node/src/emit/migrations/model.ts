/** One statement; the body of a function holds semicolons of its own. */
export interface SqlStatement {
  readonly lines: readonly string[];
  readonly procedural: boolean;
}

/** Statements that stand together, with what is to be said about them. */
export interface SqlParagraph {
  readonly comment: readonly string[];
  readonly statements: readonly SqlStatement[];
}

/** A change of the schema and the way back, whatever tool runs it. */
export interface Migration {
  /** Whether it has to run outside of a transaction. */
  readonly alone?: boolean;
  readonly up: readonly SqlParagraph[];
  readonly down: readonly SqlParagraph[];
}

/** A statement that ends at its semicolon. */
export function plain(...lines: readonly string[]): SqlStatement {
  return { lines, procedural: false };
}

/** A statement with semicolons inside. */
export function procedural(...lines: readonly string[]): SqlStatement {
  return { lines, procedural: true };
}

/** A paragraph; none without statements. */
export function paragraph(
  comment: readonly string[],
  statements: readonly SqlStatement[],
): SqlParagraph[] {
  return statements.length > 0 ? [{ comment, statements }] : [];
}
