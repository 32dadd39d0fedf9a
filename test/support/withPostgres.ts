// Runs the command given as arguments with a PostgreSQL of its own, named in
// TEST_DATABASE_URL, and a standby of it, named in TEST_REPLICA_URL. Ends with
// that command's exit code.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startPostgres } from './postgres';

async function main([command, ...args]: string[]): Promise<number> {
  if (!command) {
    throw new Error('name the command to run with PostgreSQL');
  }
  const postgres = await startPostgres();
  try {
    const standby = await postgres.startStandby();
    const child = spawn(command, args, {
      env: {
        ...process.env,
        TEST_DATABASE_URL: postgres.dsn,
        TEST_REPLICA_URL: standby.dsn,
      },
      stdio: 'inherit',
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  } finally {
    await postgres.stop();
  }
}

main(process.argv.slice(2)).then(
  code => process.exit(code),
  error => {
    process.stderr.write(`${error}\n`);
    process.exit(1);
  },
);
