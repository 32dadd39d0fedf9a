import {
  headlessService,
  type Contribution,
} from '@golden-path/backstage-plugin-golden-path-common';
import { printYaml } from '../yaml';
import type { YamlRemark } from '../yaml';
import { selector } from './model';
import type { Manifests } from './model';

type Port = NonNullable<Contribution<'kubernetes'>['ports']>[string];

/** The Service with every named port. */
export function service(manifests: Manifests): string {
  const { name, ports = {} } = manifests;
  return printYaml({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: {
      selector: selector(manifests, 'server'),
      ports: Object.entries(ports).map(servicePort),
    },
  });
}

function servicePort([name, { service: port, appProtocol }]: [
  string,
  Port,
]): object {
  return { name, port, targetPort: name, protocol: 'TCP', appProtocol };
}

/**
 * The Service whose name leads to each pod, for callers that keep connections and
 * spread their calls themselves; undefined where no port has such callers.
 */
export function headless(manifests: Manifests): string | undefined {
  const ports = Object.entries(manifests.ports ?? {})
    // There is no address between that could turn one port into another.
    .filter(([, { headless: wanted }]) => wanted)
    .map(([name, port]): [string, Port] => [
      name,
      { ...port, service: port.container },
    ]);
  if (ports.length === 0) return undefined;
  return printYaml(
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: headlessService(manifests.name) },
      spec: {
        clusterIP: 'None',
        selector: selector(manifests, 'server'),
        ports: ports.map(servicePort),
      },
    },
    [
      {
        path: ['spec', 'clusterIP'],
        text: 'Its name leads to every pod that is ready: clients spread their calls themselves.',
      },
    ],
  );
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
