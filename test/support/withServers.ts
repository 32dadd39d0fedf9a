// Runs a command beside servers of its own, which its environment names, and ends
// with that command's exit code: `withServers.ts postgres redis -- go test ./...`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isServerName, startServers } from './servers';

async function main(args: string[]): Promise<number> {
  const end = args.indexOf('--');
  const [command, ...rest] = args.slice(end + 1);
  const names = args.slice(0, end);
  if (end < 1 || !command || !names.every(isServerName)) {
    throw new Error('name servers, then -- and the command to run beside them');
  }
  const servers = await startServers(names);
  try {
    const child = spawn(command, rest, {
      env: { ...process.env, ...servers.environment },
      stdio: 'inherit',
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  } finally {
    await servers.stop();
  }
}

main(process.argv.slice(2)).then(
  code => process.exit(code),
  error => {
    process.stderr.write(`${error}\n`);
    process.exit(1);
  },
);
