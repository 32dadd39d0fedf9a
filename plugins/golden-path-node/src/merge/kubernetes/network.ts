import { printYaml } from '../yaml';
import type { YamlRemark } from '../yaml';
import { selector } from './model';
import type { Manifests } from './model';

/** The Service with every named port. */
export function service(manifests: Manifests): string {
  const { name, ports = {} } = manifests;
  return printYaml({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: {
      selector: selector(manifests, 'server'),
      ports: Object.entries(ports).map(
        ([port, { service: number, appProtocol }]) => ({
          name: port,
          port: number,
          targetPort: port,
          protocol: 'TCP',
          appProtocol,
        }),
      ),
    },
  });
}

/** Pods of a namespace, or of any, as a peer of the NetworkPolicy. */
export function podsOf(namespace?: string): object {
  const matchLabels = { 'kubernetes.io/metadata.name': namespace };
  return { namespaceSelector: namespace ? { matchLabels } : {} };
}

/** The NetworkPolicy: who may call, and what may be called. */
export function networkPolicy(manifests: Manifests): string {
  const { name, callers = {}, targets = {} } = manifests;
  const ingress = Object.entries(callers).map(([port, caller]) => ({
    from: [podsOf(caller.namespace)],
    ports: [{ port, protocol: 'TCP' }],
  }));
  const egress = [
    {
      to: [podsOf('kube-system')],
      ports: [
        { port: 53, protocol: 'UDP' },
        { port: 53, protocol: 'TCP' },
      ],
    },
    ...Object.values(targets).map(({ port }) => ({
      ports: [{ port, protocol: 'TCP' }],
    })),
  ];
  const remarks: YamlRemark[] = [
    ...Object.values(callers).map(({ doc }, index) => ({
      path: ['spec', 'ingress', index],
      text: doc,
    })),
    {
      path: ['spec', 'egress', 0],
      text: 'Names are looked up in the cluster.',
    },
    ...Object.values(targets).map(({ doc }, index) => ({
      path: ['spec', 'egress', index + 1],
      text: doc,
    })),
  ];
  return printYaml(
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name },
      spec: {
        podSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
        policyTypes: ['Ingress', 'Egress'],
        ingress,
        egress,
      },
    },
    remarks,
  );
}

/** The ServiceMonitor by which Prometheus finds the pods. */
export function serviceMonitor(
  { name }: Manifests,
  endpoint: { port: string; path: string; interval: string },
): string {
  return printYaml({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name },
    spec: {
      selector: { matchLabels: { 'app.kubernetes.io/name': name } },
      endpoints: [endpoint],
    },
  });
}
