import { PackError } from '@golden-path/backstage-plugin-golden-path-node';
import { CommanderError } from 'commander';
import { EXIT } from './io';
import type { ExitCode, Io } from './io';
import { InputProblems, reportProblems } from './problems';
import { program } from './program';

/** Runs the command with its arguments and answers with its exit code. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  try {
    await program(io, outcome => {
      code = outcome;
    }).parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return failed(error, io, argv.includes('--json'));
  }
}

function failed(error: unknown, io: Io, json: boolean): ExitCode {
  if (error instanceof CommanderError) {
    // Commander has written the help, the version or what is wrong.
    return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
  if (error instanceof InputProblems) {
    return reportProblems(io, error.problems, json);
  }
  if (error instanceof PackError) {
    io.err(`${error.message}\n`);
    return EXIT.problems;
  }
  if (io.signal?.aborted) {
    io.err('stopped; nothing was written\n');
    return EXIT.problems;
  }
  io.err(`internal error: ${error instanceof Error ? error.stack : error}\n`);
  return EXIT.internal;
}
