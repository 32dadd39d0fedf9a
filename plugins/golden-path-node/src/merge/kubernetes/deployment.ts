import type { Contribution } from '@golden-path/backstage-plugin-golden-path-common';
import { printYaml } from '../yaml';
import { selector, SURGE } from './model';
import type { Manifests } from './model';
import { environment, podTemplate } from './pod';

type Probe = NonNullable<
  NonNullable<Contribution<'kubernetes'>['probes']>['startup']
>;

/** Above the sum of the service's own budgets for a shutdown. */
const GRACE_SECONDS = 75;

/** The Deployment of the servers. */
export function deployment(manifests: Manifests): string {
  const labels = selector(manifests, 'server');
  return printYaml(
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: manifests.name,
        labels: { 'app.kubernetes.io/component': 'server' },
      },
      spec: {
        revisionHistoryLimit: 5,
        selector: { matchLabels: labels },
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: SURGE, maxUnavailable: 0 },
        },
        template: podTemplate(
          manifests,
          'server',
          {
            terminationGracePeriodSeconds: GRACE_SECONDS,
            topologySpreadConstraints: [
              spread('topology.kubernetes.io/zone', labels),
              spread('kubernetes.io/hostname', labels),
            ],
          },
          container(manifests),
        ),
      },
    },
    [
      {
        path: ['spec', 'revisionHistoryLimit'],
        text: 'No replicas here: the autoscaler owns their number.',
      },
      {
        path: ['spec', 'template', 'spec', 'terminationGracePeriodSeconds'],
        text: "Above the sum of the service's own shutdown budgets.",
      },
    ],
  );
}

function spread(topologyKey: string, matchLabels: object): object {
  return {
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels },
  };
}

function container(manifests: Manifests): object {
  const { name, ports = {}, probes = {} } = manifests;
  return {
    name: 'server',
    image: name,
    args: ['serve'],
    ports: Object.entries(ports).map(([port, { container: number }]) => ({
      name: port,
      containerPort: number,
    })),
    ...environment(manifests),
    ...probe('startupProbe', probes.startup),
    ...probe('livenessProbe', probes.liveness),
    ...probe('readinessProbe', probes.readiness),
    resources: {
      requests: { cpu: '100m', memory: '64Mi' },
      limits: { memory: '256Mi' },
    },
  };
}

function probe(field: string, asked: Probe | undefined): object {
  if (!asked) return {};
  const { path, port, ...times } = asked;
  return { [field]: { httpGet: { path, port }, ...times } };
}
