// The `golden-path` command straight from a clone: `npm run gp -- patterns`.
import { spawn } from 'node:child_process';
import { prepareWithoutApp } from './lib/prepare.mjs';
import { inRoot } from './lib/paths.mjs';
import { say } from './lib/run.mjs';

prepareWithoutApp()
  .then(env => {
    spawn(
      'node',
      [
        inRoot('plugins/golden-path-cli/bin/golden-path'),
        ...process.argv.slice(2),
      ],
      { cwd: process.env.INIT_CWD ?? process.cwd(), env, stdio: 'inherit' },
    ).once('exit', code => process.exit(code ?? 1));
  })
  .catch(error => {
    say(`error: ${error.message}`);
    process.exit(1);
  });
