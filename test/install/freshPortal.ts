import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runOrThrow } from '../support/processes';

/** create-app of Backstage 1.55. */
const CREATE_APP = '@backstage/create-app@0.9.2';
const ROOT = dirname(dirname(__dirname));
/** The package of the topology's pages. */
export const TOPOLOGY = '@golden-path/backstage-plugin-topology';

type Manifest = Record<string, Record<string, string> | undefined>;

/** What is added to a portal: packages of this repository, or of others as they are published. */
export interface Additions {
  /** Features of the backend. */
  backend: readonly string[];
  /** Dependencies of each app. */
  frontend: readonly string[];
  /** Folders of the apps within packages/. Default: the one. */
  apps?: readonly string[];
}

/** Makes a new portal as Backstage's own generator does, in a folder of this name. Returns the folder. */
export async function createPortal(
  within: string,
  name = 'portal',
  flags: readonly string[] = [],
): Promise<string> {
  const child = spawn(
    'npx',
    ['--yes', CREATE_APP, '--skip-install', '--path', name, ...flags],
    { cwd: within, stdio: ['pipe', 'ignore', 'inherit'] },
  );
  child.stdin.end('portal\n');
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) {
    throw new Error(`create-app ended with ${code}`);
  }
  const folder = join(within, name);
  holdAtRelease(folder);
  return folder;
}

/**
 * Takes Backstage's packages at the very versions of its release, as the lock does that the generator
 * downloads. Where that cannot be had, later ones would come in, and beside those that the apps name:
 * two copies of a package whose contexts do not know each other. What the apps name is held by its
 * version, what that needs in turn by this repository's lock, which is of the same release.
 */
function holdAtRelease(portal: string): void {
  copyFileSync(join(ROOT, 'yarn.lock'), join(portal, 'yarn.lock'));
  for (const name of ['app', 'backend']) {
    const file = join(portal, 'packages', name, 'package.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/("@backstage\/[^"]+": ")\^/g, '$1'));
  }
}

/** Changes a file of a portal; to change nothing is an error. */
export function edit(
  portal: string,
  path: string,
  change: (text: string) => string,
): void {
  const file = join(portal, path);
  const text = readFileSync(file, 'utf8');
  const changed = change(text);
  assert.notEqual(changed, text, path);
  writeFileSync(file, changed);
}

/**
 * Adds the app that the generator makes for the old frontend system as
 * packages/app-legacy, beside the one of the new.
 */
export async function addLegacyApp(
  within: string,
  portal: string,
): Promise<void> {
  const legacy = await createPortal(within, 'legacy', ['--legacy']);
  const app = join(portal, 'packages/app-legacy');
  await cp(join(legacy, 'packages/app'), app, { recursive: true });
  edit(portal, 'packages/app-legacy/package.json', text =>
    text.replace('"name": "app"', '"name": "app-legacy"'),
  );
  edit(portal, 'packages/backend/package.json', text =>
    text.replace(
      '"dependencies": {',
      '"dependencies": { "app-legacy": "link:../app-legacy",',
    ),
  );
}

/** Adds what our guide of the topology says to the app of the old frontend system. */
export function addTopologyPages(portal: string): void {
  edit(portal, 'packages/app-legacy/src/App.tsx', text =>
    text
      .replace(/^/, `import { TopologyPage } from '${TOPOLOGY}';\n`)
      .replace(
        '  </FlatRoutes>',
        '    <Route path="/topology" element={<TopologyPage />} />\n  </FlatRoutes>',
      ),
  );
  edit(
    portal,
    'packages/app-legacy/src/components/catalog/EntityPage.tsx',
    text =>
      text
        .replace(
          /^/,
          `import { EntityTopologyContent, isTopologyAvailable } from '${TOPOLOGY}';\n`,
        )
        .replaceAll(
          '  </EntityLayout>',
          `    <EntityLayout.Route path="/topology" title="Topology" if={isTopologyAvailable}>
      <EntityTopologyContent />
    </EntityLayout.Route>
  </EntityLayout>`,
        ),
  );
}

/** Adds the packed packages to a portal as its guide says, and installs. */
export async function installInto(
  portal: string,
  archives: Record<string, string>,
  { backend, frontend, apps = ['app'] }: Additions,
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
  addTo(
    join(portal, 'packages/backend/package.json'),
    'dependencies',
    pick(backend),
  );
  for (const app of apps) {
    addTo(
      join(portal, 'packages', app, 'package.json'),
      'dependencies',
      pick(frontend),
    );
  }
  await addBackendFeatures(portal, backend);
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

async function addBackendFeatures(
  portal: string,
  features: readonly string[],
): Promise<void> {
  const file = join(portal, 'packages/backend/src/index.ts');
  const source = await readFile(file, 'utf8');
  const lines = features
    .map(name => `backend.add(import('${name}'));\n`)
    .join('');
  await writeFile(
    file,
    source.replace('backend.start();', `${lines}\nbackend.start();`),
  );
}
