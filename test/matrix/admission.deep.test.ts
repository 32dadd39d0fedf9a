// Manifests of all rows of the matrix, put before what the API server of Kubernetes
// puts objects before; a cluster is not needed for that, but the server's code is.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startJudge, type Judge, type Overlay } from './manifests';

/** An overlay, as the program in `admission` tells it. */
interface Asked extends Overlay {
  /** How many objects of each kind are admitted without a warning. */
  readonly admitted: Readonly<Record<string, number>>;
}

describe('the API server', () => {
  let judge: Judge<Asked>;

  before(async () => {
    judge = await startJudge<Asked>('admission');
  });
  after(() => judge?.stop());

  it('admits every object of every row, and pods as restricted ones', async () => {
    const admitted = new Map<string, number>();
    for (const overlay of await judge.ofEveryOverlay()) {
      for (const [kind, count] of Object.entries(overlay.admitted)) {
        admitted.set(kind, (admitted.get(kind) ?? 0) + count);
      }
    }
    process.stdout.write(
      `${judge.services.length} services: ${[...admitted]
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
      await judge.mustFind(fault, { path, right, wrong });
    }
  });
});
