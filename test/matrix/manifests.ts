import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { goEnvironment } from '../support/goService';
import { runOrThrow } from '../support/processes';
import { servicesOfEveryPair, theComposer } from './service';

const FOLDER = 'deploy/kubernetes/';
const OVERLAYS = ['dev', 'prod'];

/** The manifests of a service, by their paths. */
export interface Manifests {
  readonly title: string;
  readonly files: ReadonlyMap<string, string>;
}

/** The manifests of all rows that have some, each that differs once. */
export async function manifestsOfEveryPair(): Promise<Manifests[]> {
  const composer = await theComposer();
  const found = new Map<string, Manifests>();
  for (const { catalogue } of composer.packs()) {
    for (const goldenPath of catalogue.goldenPaths) {
      const { services } = await servicesOfEveryPair(goldenPath);
      for (const { title, answers } of services) {
        if (!JSON.stringify(answers.patterns).includes('"kubernetes"'))
          continue;
        const { tree } = await composer.compose(answers);
        const files = new Map(
          tree.files
            .filter(({ path }) => path.startsWith(FOLDER))
            .map(({ path, content }) => [path.slice(FOLDER.length), content]),
        );
        const key = JSON.stringify([...files]);
        if (!found.has(key)) found.set(key, { title, files });
      }
    }
  }
  return [...found.values()];
}

/** Writes the manifests of a service into a folder. */
export async function writeManifests(
  folder: string,
  files: Manifests['files'],
): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** Writes the manifests of services below a folder; the title of each overlay, by its folder. */
export async function writeOverlays(
  folder: string,
  services: readonly Manifests[],
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  for (const [index, { title, files }] of services.entries()) {
    const row = join(folder, `row-${index}`);
    await writeManifests(row, files);
    OVERLAYS.forEach(each => titles.set(join(row, 'overlays', each), title));
  }
  return titles;
}

/**
 * Builds the Go program in a folder beside this file, and returns a function that
 * runs it on overlays and reads what it prints of each.
 */
export async function overlayProgram<Overlay>(
  name: string,
  folder: string,
): Promise<(overlays: readonly string[]) => Promise<Overlay[]>> {
  const program = join(folder, name);
  await runOrThrow('go', ['build', '-o', program, '.'], {
    cwd: join(__dirname, name),
    env: goEnvironment(),
  });
  return async overlays =>
    JSON.parse((await runOrThrow(program, overlays)).stdout);
}
