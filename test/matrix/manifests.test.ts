// Manifests of all rows of the matrix, built by Kustomize and read as the types of
// the controllers that act on them: those of Kubernetes, of the meshes, and of the
// Prometheus operator.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startJudge, type Judge, type Overlay } from './manifests';

/** An overlay, as the program in `manifests` tells it. */
interface Built extends Overlay {
  /** Kind and name of each object. */
  readonly objects: readonly string[];
}

describe('manifests', () => {
  let judge: Judge<Built>;

  before(async () => {
    judge = await startJudge<Built>('manifests');
  });
  after(() => judge?.stop());

  it('are built and read strictly, in every row of the matrix', async () => {
    const kinds = new Set<string | undefined>();
    for (const { objects } of await judge.ofEveryOverlay()) {
      objects.forEach(each => kinds.add(each.split('/')[0]));
    }
    process.stdout.write(
      `${judge.services.length} services, ${[...kinds].sort().join(', ')}\n`,
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
      await judge.mustFind(fault, { path, right, wrong });
    }
  });

  it('and so is a file that is not there', () =>
    judge.mustFind('none.yaml', {
      path: 'base/kustomization.yaml',
      right: '- service.yaml',
      wrong: '- none.yaml',
    }));
});
