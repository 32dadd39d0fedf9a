import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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
async function manifestsOfEveryPair(): Promise<Manifests[]> {
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

/** What a Go program tells of an overlay. */
export interface Overlay {
  readonly folder: string;
  /** What is wrong with it. */
  readonly faults: readonly string[];
}

/** A Go program that judges overlays of the services of the matrix. */
export interface Judge<T extends Overlay> {
  readonly services: readonly Manifests[];
  /** What it tells of every overlay of every service; fails where it finds a fault. */
  ofEveryOverlay(): Promise<T[]>;
  /** Fails unless it finds the fault once a text of a file is another one. */
  mustFind(
    fault: string,
    change: { path: string; right: string; wrong: string },
  ): Promise<void>;
  /** Removes what it has written. */
  stop(): Promise<void>;
}

/** Builds the Go program in the folder of that name beside this file. */
export async function startJudge<T extends Overlay>(
  name: string,
): Promise<Judge<T>> {
  const folder = await mkdtemp(join(tmpdir(), `golden-path-${name}-`));
  const program = join(folder, name);
  await runOrThrow('go', ['build', '-o', program, '.'], {
    cwd: join(__dirname, name),
    env: goEnvironment(),
  });
  const services = await manifestsOfEveryPair();
  const judge = async (overlays: readonly string[]): Promise<T[]> =>
    JSON.parse((await runOrThrow(program, overlays)).stdout);
  return {
    services,
    async ofEveryOverlay() {
      const titles = new Map<string, string>();
      for (const [index, { title, files }] of services.entries()) {
        const row = join(folder, `row-${index}`);
        await write(row, files);
        OVERLAYS.forEach(each =>
          titles.set(join(row, 'overlays', each), title),
        );
      }
      const overlays = await judge([...titles.keys()]);
      assert.equal(overlays.length, titles.size);
      for (const overlay of overlays) {
        const title = titles.get(overlay.folder);
        assert.deepEqual(overlay.faults, [], `${overlay.folder}\n${title}`);
      }
      return overlays;
    },
    async mustFind(fault, { path, right, wrong }) {
      const files = services.find(each => each.files.has(path))?.files;
      assert.ok(files, `no row has ${path}`);
      const broken = files.get(path)!.replaceAll(right, wrong);
      assert.notEqual(broken, files.get(path), `${path} has no ${right}`);
      const row = join(folder, 'broken');
      await rm(row, { recursive: true, force: true });
      await write(row, new Map([...files, [path, broken]]));
      const [overlay] = await judge([join(row, 'overlays/dev')]);
      assert.ok(
        overlay!.faults.some(each => each.includes(fault)),
        `${fault}: ${JSON.stringify(overlay!.faults)}`,
      );
    },
    stop: () => rm(folder, { recursive: true, force: true }),
  };
}

async function write(folder: string, files: Manifests['files']): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
