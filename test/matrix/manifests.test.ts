// Manifests of all rows of the matrix, built by Kustomize and read as the types of
// the controllers that act on them: those of Kubernetes, of the meshes, and of the
// Prometheus operator.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  manifestsOfEveryPair,
  overlayProgram,
  writeManifests,
  writeOverlays,
  type Manifests,
} from './manifests';

/** An overlay, as the program in `manifests` tells it. */
interface Overlay {
  readonly folder: string;
  /** Kind and name of each object. */
  readonly objects: readonly string[];
  readonly faults: readonly string[];
}

describe('manifests', () => {
  let folder: string;
  let build: (overlays: readonly string[]) => Promise<Overlay[]>;
  let services: Manifests[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'golden-path-manifests-'));
    build = await overlayProgram<Overlay>('manifests', folder);
    services = await manifestsOfEveryPair();
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('are built and read strictly, in every row of the matrix', async () => {
    const titles = await writeOverlays(folder, services);
    const overlays = await build([...titles.keys()]);
    assert.equal(overlays.length, titles.size);
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
      await writeManifests(row, new Map([...files, [path, broken]]));
      const [overlay] = await build([join(row, 'overlays/dev')]);
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
    await writeManifests(row, new Map([...files, [path, listed ?? '']]));
    const [overlay] = await build([join(row, 'overlays/dev')]);
    assert.match(overlay?.faults[0] ?? '', /none\.yaml/);
  });
});
