import { inRoot } from './paths.mjs';
import { quietly } from './run.mjs';
import { contentHash, unlessStamped } from './stamp.mjs';
import { ensureToolchain } from './toolchain.mjs';
import { foldersBehind, workspacePackages } from './workspace.mjs';

/**
 * Brings a fresh clone, or one that changed, to where its commands run: the
 * toolchain, the packages, and the built app. Does only what changed since the
 * last time. Returns the environment for the commands.
 */
export async function prepare() {
  const env = await ensureToolchain();
  await installPackages(env);
  await buildApp(env);
  return env;
}

/** As {@link prepare}, without the built app, which the command line does not need. */
export async function prepareWithoutApp() {
  const env = await ensureToolchain();
  await installPackages(env);
  return env;
}

function manifestsHash() {
  const manifests = workspacePackages().map(
    ({ folder }) => `${folder}/package.json`,
  );
  return contentHash(
    ['yarn.lock', 'package.json', '.yarnrc.yml', ...manifests],
    process.platform,
    process.arch,
  );
}

async function installPackages(env) {
  await unlessStamped(
    'node_modules/.installed-for',
    manifestsHash(),
    async () =>
      quietly('install packages', ['yarn', 'install', '--immutable'], {
        env,
        log: inRoot('.cache/install.log'),
      }),
  );
}

async function buildApp(env) {
  const hash = contentHash([
    'yarn.lock',
    'app-config.yaml',
    ...foldersBehind('app'),
  ]);
  await unlessStamped('packages/app/dist/.built-for', hash, async () =>
    quietly('build the app', ['yarn', 'workspace', 'app', 'build'], {
      env,
      log: inRoot('.cache/build.log'),
    }),
  );
}
