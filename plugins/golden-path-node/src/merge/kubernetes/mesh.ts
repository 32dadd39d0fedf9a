import { printYaml } from '../yaml';
import { istio } from './istio';
import { linkerd } from './linkerd';
import type { MeshParts, PodMetadata } from './meshParts';
import type { Manifests } from './model';
import { configMapName } from './pod';

const MESHES = { istio, linkerd };

/** The kustomize component that brings the service into its mesh, by file. */
export function meshComponent(
  manifests: Manifests,
  mesh: keyof typeof MESHES,
): Record<string, string> {
  const parts = MESHES[mesh](manifests);
  const files = Object.keys(parts.resources).sort();
  return {
    ...Object.fromEntries(
      files.map(file => [file, printYaml(parts.resources[file])]),
    ),
    'kustomization.yaml': printYaml({
      apiVersion: 'kustomize.config.k8s.io/v1alpha1',
      kind: 'Component',
      ...(files.length > 0 && { resources: files }),
      ...triedOnce(manifests),
      patches: patches(manifests, parts),
    }),
  };
}

/** The mesh tries calls again: who did so too would multiply them. */
function triedOnce({ name, attempts }: Manifests): object {
  if (attempts.length === 0) return {};
  const literals = attempts.map(key => `${key}=1`);
  return {
    configMapGenerator: [
      { name: configMapName(name), behavior: 'merge', literals },
    ],
  };
}

function patches(
  { name, migration }: Manifests,
  { inside, outside, service, ingress, egress }: MeshParts,
): object[] {
  return [
    inPods('apps/v1', 'Deployment', name, inside),
    ...(migration
      ? [inPods('batch/v1', 'Job', `${name}-migrate`, outside)]
      : []),
    ...(service
      ? [patch('v1', 'Service', { name, annotations: service })]
      : []),
    {
      target: { kind: 'NetworkPolicy', name },
      patch: printYaml([
        ...ingress.map(value => added('ingress', value)),
        ...egress.map(value => added('egress', value)),
      ]),
    },
  ];
}

function inPods(
  apiVersion: string,
  kind: string,
  name: string,
  metadata: PodMetadata,
): object {
  return patch(apiVersion, kind, { name }, { template: { metadata } });
}

function patch(
  apiVersion: string,
  kind: string,
  metadata: object,
  spec?: object,
): object {
  return {
    patch: printYaml({ apiVersion, kind, metadata, ...(spec && { spec }) }),
  };
}

function added(list: 'ingress' | 'egress', value: object): object {
  return { op: 'add', path: `/spec/${list}/-`, value };
}
