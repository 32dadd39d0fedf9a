import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runOrThrow } from '../support/processes';

/** create-app of Backstage 1.55. */
const CREATE_APP = '@backstage/create-app@0.9.2';
const ROOT = dirname(dirname(__dirname));

type Manifest = Record<string, Record<string, string> | undefined>;

const BACKEND = [
  '@golden-path/backstage-plugin-golden-path-backend',
  '@golden-path/backstage-plugin-git-host-backend',
  '@golden-path/backstage-plugin-catalog-backend-module-golden-path',
  '@golden-path/backstage-plugin-scaffolder-backend-module-golden-path',
];
/** The stock module that publishes to a Gitea host. */
const GITEA = '@backstage/plugin-scaffolder-backend-module-gitea';
const FRONTEND = [
  '@golden-path/backstage-plugin-golden-path',
  '@golden-path/backstage-plugin-topology',
];

/** Makes a new portal as Backstage's own generator does. Returns its folder. */
export async function createPortal(within: string): Promise<string> {
  const child = spawn(
    'npx',
    ['--yes', CREATE_APP, '--skip-install', '--path', 'portal'],
    { cwd: within, stdio: ['pipe', 'ignore', 'inherit'] },
  );
  child.stdin.end('portal\n');
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) {
    throw new Error(`create-app ended with ${code}`);
  }
  return join(within, 'portal');
}

/** Adds the packed packages to a portal as its guide says, and installs. */
export async function installInto(
  portal: string,
  archives: Record<string, string>,
): Promise<void> {
  const packed = Object.fromEntries(
    Object.entries(archives).map(([name, file]) => [name, `file:${file}`]),
  );
  const pick = (names: readonly string[]) =>
    Object.fromEntries(names.map(name => [name, packed[name] ?? '*']));
  const ours = JSON.parse(
    await readFile(join(ROOT, 'package.json'), 'utf8'),
  ) as Manifest;
  // Archives stand for versions that are not published yet.
  addTo(join(portal, 'package.json'), 'resolutions', {
    ...ours.resolutions,
    ...packed,
  });
  addTo(join(portal, 'packages/backend/package.json'), 'dependencies', {
    ...pick(BACKEND),
    [GITEA]: '*',
  });
  addTo(
    join(portal, 'packages/app/package.json'),
    'dependencies',
    pick(FRONTEND),
  );
  await addBackendFeatures(portal);
  await runOrThrow('yarn', ['install'], {
    cwd: portal,
    env: { ...process.env, YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' },
  });
}

function addTo(
  file: string,
  key: string,
  entries: Record<string, string>,
): void {
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  manifest[key] = { ...manifest[key], ...entries };
  writeFileSync(file, JSON.stringify(manifest, null, 2));
}

async function addBackendFeatures(portal: string): Promise<void> {
  const file = join(portal, 'packages/backend/src/index.ts');
  const source = await readFile(file, 'utf8');
  const lines = [GITEA, ...BACKEND]
    .map(name => `backend.add(import('${name}'));\n`)
    .join('');
  await writeFile(
    file,
    source.replace('backend.start();', `${lines}\nbackend.start();`),
  );
}
