// The API reports of the published packages, from the declarations that
// `yarn tsc` has written: `yarn api-reports` writes them; with `--ci` they are
// compared, and what differs is printed.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sortDeclarations } from './lib/declarations.mjs';
import { inRoot } from './lib/paths.mjs';
import { workspacePackages } from './lib/workspace.mjs';

/** Where Backstage's tool leaves the reports as they would be now. */
const FRESH = 'node_modules/.cache/api-extractor';

const print = text => process.stdout.write(`${text}\n`);

function extract(flags) {
  return spawnSync(
    'yarn',
    [
      ...['backstage-repo-tools', 'api-reports', ...flags],
      // Its report is of commands, not of exports.
      ...['--exclude', 'plugins/golden-path-cli'],
      // Properties of an interface whose names say all need no sentence.
      ...['--omit-messages', 'ae-wrong-input-file-type,ae-undocumented'],
    ],
    { cwd: inRoot(), encoding: 'utf8' },
  );
}

/** What changed since the committed reports, as differences of lines. */
function differences() {
  const folders = new Map(
    workspacePackages().map(({ name, folder }) => [basename(name), folder]),
  );
  return readdirSync(inRoot(FRESH), { recursive: true })
    .filter(fresh => fresh.endsWith('.api.md'))
    .map(fresh => {
      // The folder has the package's name, and the entry's behind it.
      const report = basename(fresh);
      const entry = /^report(.*)\.api\.md$/.exec(report)[1];
      const name = dirname(fresh).slice(0, -entry.length || undefined);
      return difference(join(folders.get(name), report), join(FRESH, fresh));
    })
    .join('');
}

function difference(committed, fresh) {
  const args = ['diff', '--no-index', '--no-color', committed, fresh];
  return spawnSync('git', args, { cwd: inRoot(), encoding: 'utf8' }).stdout;
}

sortDeclarations(inRoot('dist-types'));
const comparing = process.argv.includes('--ci');
const { status, stdout, stderr } = extract(comparing ? ['--ci'] : []);
if (status !== 0) {
  const differing = differences();
  print(
    differing === ''
      ? `${stdout}${stderr}`
      : `${differing}
What a package exports is not what its report says. If that is meant, run
'yarn tsc && yarn api-reports', commit the reports, and tell users of the change
with 'yarn changeset'.`,
  );
}
process.exit(status ?? 1);
