import {
  ChildProcessWithoutNullStreams,
  execFile,
  spawn,
} from 'node:child_process';
import { devNull } from 'node:os';

const TIMEOUT_MS = 60_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const INHERITED = ['PATH', 'SYSTEMROOT', 'TEMP', 'TMP', 'TMPDIR', 'PATHEXT'];

// hooks and automatic packing would run programs, or go on after the answer
const SETTINGS = [
  `core.hooksPath=${devNull}`,
  'gc.auto=0',
  'maintenance.auto=0',
];

/** Runs git to its end and returns what it wrote. Rejects with git's own message when it fails. */
export function runGit(
  args: string[],
  options: { input?: string } = {},
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      [...settingArguments(SETTINGS), ...args],
      {
        encoding: 'buffer',
        env: gitEnvironment(),
        maxBuffer: MAX_OUTPUT_BYTES,
        timeout: TIMEOUT_MS,
        windowsHide: true,
      },
      (error, stdout, stderr) =>
        error
          ? reject(new Error(describeFailure(args, stderr), { cause: error }))
          : resolve(stdout),
    );
    // a git that fails before it has read its input closes the pipe; its exit code says why
    child.stdin?.on('error', () => {});
    child.stdin?.end(options.input ?? '');
  });
}

/** Starts git with its input and output as streams. Ends with the signal. */
export function spawnGit(
  args: string[],
  options: {
    settings?: string[];
    environment?: Record<string, string>;
    signal?: AbortSignal;
  } = {},
): ChildProcessWithoutNullStreams {
  const settings = [...SETTINGS, ...(options.settings ?? [])];
  return spawn('git', [...settingArguments(settings), ...args], {
    env: { ...gitEnvironment(), ...options.environment },
    signal: options.signal,
    windowsHide: true,
  });
}

function settingArguments(settings: string[]): string[] {
  return settings.flatMap(setting => ['-c', setting]);
}

// the operator's own git configuration and environment must not change what we serve
function gitEnvironment(): Record<string, string> {
  const inherited = INHERITED.flatMap(name => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(inherited),
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
}

function describeFailure(args: string[], stderr: Buffer): string {
  const command = args.find(arg => /^[a-z][a-z-]*$/.test(arg)) ?? '';
  return `git ${command} failed: ${stderr.toString('utf8').trim()}`;
}
