// Manifests of all rows of the matrix, built by Kustomize and read as the types of
// the controllers that act on them: those of Kubernetes, of the meshes, and of the
// Prometheus operator.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { goEnvironment } from '../support/goService';
import { runOrThrow } from '../support/processes';
import { servicesOfEveryPair, theComposer } from './service';

const FOLDER = 'deploy/kubernetes/';
const OVERLAYS = ['dev', 'prod'];

/** An overlay, as the program in `manifests` tells it. */
interface Overlay {
  readonly folder: string;
  /** Kind and name of each object. */
  readonly objects: readonly string[];
  readonly faults: readonly string[];
}

/** The manifests of a service, by their paths. */
interface Manifests {
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

async function write(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

describe('manifests', () => {
  let folder: string;
  let program: string;
  let services: Manifests[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'golden-path-manifests-'));
    program = join(folder, 'manifests');
    await runOrThrow('go', ['build', '-o', program, '.'], {
      cwd: join(__dirname, 'manifests'),
      env: goEnvironment(),
    });
    services = await manifestsOfEveryPair();
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function build(...folders: string[]): Promise<Overlay[]> {
    return JSON.parse((await runOrThrow(program, folders)).stdout);
  }

  it('are built and read strictly, in every row of the matrix', async () => {
    const titles = new Map<string, string>();
    for (const [index, { title, files }] of services.entries()) {
      const row = join(folder, `row-${index}`);
      await write(row, files);
      OVERLAYS.forEach(each => titles.set(join(row, 'overlays', each), title));
    }
    const overlays = await build(...titles.keys());
    assert.equal(overlays.length, services.length * OVERLAYS.length);
    const kinds = new Set<string | undefined>();
    for (const { folder: built, objects, faults } of overlays) {
      assert.deepEqual(faults, [], `${built}\n${titles.get(built)}`);
      objects.forEach(each => kinds.add(each.split('/')[0]));
    }
    process.stdout.write(
      `${services.length} services, ${[...kinds].sort().join(', ')}\n`,
    );
    for (const kind of [
      'Deployment',
      'DestinationRule',
      'HTTPRoute',
      'Job',
      'NetworkPolicy',
      'PeerAuthentication',
      'PrometheusRule',
      'ServiceMonitor',
      'VirtualService',
    ]) {
      assert.ok(kinds.has(kind), `no row has a ${kind}`);
    }
  });

  it('and what is wrong is seen', async () => {
    const holding = (path: string) => {
      const found = services.find(({ files }) => files.has(path));
      assert.ok(found, `no row has ${path}`);
      return found.files;
    };
    for (const [path, right, wrong, fault] of [
      [
        'base/deployment.yaml',
        'revisionHistoryLimit: 5',
        'revisionHistory: 5',
        'unknown field "spec.revisionHistory"',
      ],
      [
        'base/deployment.yaml',
        'revisionHistoryLimit: 5',
        'revisionHistoryLimit: many',
        'cannot unmarshal string into Go struct field',
      ],
      [
        'base/serviceaccount.yaml',
        'kind: ServiceAccount',
        'kind: ServiceAccounts',
        'no kind "ServiceAccounts"',
      ],
      [
        'components/istio/destinationrule.yaml',
        'outlierDetection:',
        'outliers:',
        'unknown field "outliers"',
      ],
      [
        'components/linkerd/httproute.yaml',
        'backendRefs:',
        'backends:',
        'unknown field "spec.rules[0].backends"',
      ],
    ] as const) {
      const files = holding(path);
      const broken = files.get(path)?.replace(right, wrong) ?? '';
      assert.notEqual(broken, files.get(path), fault);
      const row = join(folder, 'broken');
      await rm(row, { recursive: true, force: true });
      await write(row, new Map([...files, [path, broken]]));
      const [overlay] = await build(join(row, 'overlays/dev'));
      assert.ok(
        overlay?.faults.some(each => each.includes(fault)),
        `${fault}: ${JSON.stringify(overlay?.faults)}`,
      );
    }
  });

  it('and so is a file that is not there', async () => {
    const { files } = services[0]!;
    const path = 'base/kustomization.yaml';
    const listed = files.get(path)?.replace('- service.yaml', '- none.yaml');
    const row = join(folder, 'incomplete');
    await write(row, new Map([...files, [path, listed ?? '']]));
    const [overlay] = await build(join(row, 'overlays/dev'));
    assert.match(overlay?.faults[0] ?? '', /none\.yaml/);
  });
});
