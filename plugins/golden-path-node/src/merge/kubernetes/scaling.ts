import { printYaml } from '../yaml';
import { REPLICAS, selector } from './model';
import type { Manifests } from './model';

/** The HorizontalPodAutoscaler: by CPU, slow to shrink. */
export function autoscaler({ name }: Manifests): string {
  return printYaml({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: REPLICAS.prod.min,
      maxReplicas: REPLICAS.prod.max,
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 70 },
          },
        },
      ],
      behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
    },
  });
}

/** The PodDisruptionBudget: one pod at a time. */
export function disruptionBudget(manifests: Manifests): string {
  return printYaml(
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: manifests.name },
      spec: {
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: selector(manifests, 'server') },
      },
    },
    [
      {
        path: ['spec', 'unhealthyPodEvictionPolicy'],
        text: 'A pod that is not ready serves nobody: let it be drained.',
      },
    ],
  );
}

/** The ServiceAccount, which may ask nothing of the cluster. */
export function serviceAccount({ name }: Manifests): string {
  return printYaml({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name },
    automountServiceAccountToken: false,
  });
}
