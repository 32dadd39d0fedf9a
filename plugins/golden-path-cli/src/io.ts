/** What the command may do with the world around it. */
export interface Io {
  /** Writes to standard output. */
  readonly out: (text: string) => void;
  /** Writes to standard error. */
  readonly err: (text: string) => void;
  /** Reads standard input to its end. */
  readonly stdin: () => Promise<string>;
  /** Aborted when the person stops the command. */
  readonly signal?: AbortSignal;
}

/** Exit codes of the command. */
export const EXIT = {
  ok: 0,
  /** Something in the input is wrong, and the messages say what. */
  problems: 1,
  /** The command was called in a way that it does not know. */
  usage: 2,
  /** The fault is the program's or the pack's. */
  internal: 3,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Writes a value as indented JSON to standard output. */
export function writeJson(io: Io, value: unknown): void {
  io.out(`${JSON.stringify(value, undefined, 2)}\n`);
}
