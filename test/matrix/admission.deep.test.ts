// Manifests of all rows of the matrix, put before what the API server of Kubernetes
// puts objects before; a cluster is not needed for that, but the server's code is.
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

/** An overlay, as the program in `admission` tells it. */
interface Overlay {
  readonly folder: string;
  /** How many objects of each kind are admitted without a warning. */
  readonly admitted: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
}

describe('the API server', () => {
  let folder: string;
  let admit: (overlays: readonly string[]) => Promise<Overlay[]>;
  let services: Manifests[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'golden-path-admission-'));
    admit = await overlayProgram<Overlay>('admission', folder);
    services = await manifestsOfEveryPair();
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('admits every object of every row, and pods as restricted ones', async () => {
    const titles = await writeOverlays(folder, services);
    const overlays = await admit([...titles.keys()]);
    assert.equal(overlays.length, titles.size);
    const admitted = new Map<string, number>();
    for (const overlay of overlays) {
      const { folder: built, faults } = overlay;
      assert.deepEqual(faults, [], `${built}\n${titles.get(built)}`);
      for (const [kind, count] of Object.entries(overlay.admitted)) {
        admitted.set(kind, (admitted.get(kind) ?? 0) + count);
      }
    }
    process.stdout.write(
      `${services.length} services: ${[...admitted]
        .map(([kind, count]) => `${count} ${kind}`)
        .join(', ')}\n`,
    );
    for (const kind of [
      'ConfigMap',
      'Deployment',
      'HorizontalPodAutoscaler',
      'Job',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'Service',
      'ServiceAccount',
    ]) {
      assert.ok(admitted.get(kind), `no row has a ${kind}`);
    }
  });

  it('refuses what is wrong', async () => {
    const { files } = services[0]!;
    const path = 'base/deployment.yaml';
    for (const [right, wrong, fault] of [
      [
        'name: admin',
        'name: a-name-of-seventeen',
        'no more than 15 characters',
      ],
      ['runAsNonRoot: true', 'runAsNonRoot: false', 'runAsNonRoot != true'],
      ['maxSurge: 1', 'maxSurge: 0', 'may not be 0 when'],
      ['revisionHistoryLimit: 5', 'revisions: 5', 'unknown field'],
    ] as const) {
      const broken = files.get(path)?.replaceAll(right, wrong) ?? '';
      assert.notEqual(broken, files.get(path), fault);
      const row = join(folder, 'broken');
      await rm(row, { recursive: true, force: true });
      await writeManifests(row, new Map([...files, [path, broken]]));
      const [overlay] = await admit([join(row, 'overlays/dev')]);
      assert.ok(
        overlay?.faults.some(each => each.includes(fault)),
        `${fault}: ${JSON.stringify(overlay?.faults)}`,
      );
    }
  });
});
