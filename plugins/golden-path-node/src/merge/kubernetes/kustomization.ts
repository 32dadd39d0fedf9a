import { printYaml } from '../yaml';
import type { YamlRemark } from '../yaml';
import { REPLICAS, SURGE } from './model';
import type { Manifests } from './model';
import { configMapName } from './pod';

const HEAD = {
  apiVersion: 'kustomize.config.k8s.io/v1beta1',
  kind: 'Kustomization',
};

/** The base: its manifests, common labels and the ConfigMap's source. */
export function base(manifests: Manifests, files: readonly string[]): string {
  const { name, system, labels } = manifests;
  return printYaml({
    ...HEAD,
    resources: [...files].sort(),
    labels: [
      {
        pairs: {
          'app.kubernetes.io/name': name,
          ...(system !== undefined && { 'app.kubernetes.io/part-of': system }),
          ...labels,
        },
        includeTemplates: true,
      },
    ],
    configMapGenerator: [{ name: configMapName(name), envs: ['config.env'] }],
  });
}

/** The overlay of the environment where people try things: one replica. */
export function devOverlay(manifests: Manifests): string {
  const replace = (path: string, value: number) => ({
    op: 'replace',
    path,
    value,
  });
  return printYaml({
    ...HEAD,
    resources: ['../../base'],
    ...components(manifests),
    ...image(manifests, 'main'),
    ...settings(manifests, 'dev'),
    patches: [
      {
        target: { kind: 'HorizontalPodAutoscaler' },
        patch: printYaml([
          replace('/spec/minReplicas', REPLICAS.dev.min),
          replace('/spec/maxReplicas', REPLICAS.dev.max),
        ]),
      },
    ],
  });
}

/** The overlay of production; `files` are the manifests only it has. */
export function prodOverlay(
  manifests: Manifests,
  files: readonly string[],
): string {
  const { name, image: newName } = manifests;
  const remarks: YamlRemark[] = [
    {
      path: ['images', 0],
      text: `A release sets the tag: kustomize edit set image ${name}=${newName}:1.2.3`,
    },
  ];
  return printYaml(
    {
      ...HEAD,
      resources: ['../../base', ...files],
      ...components(manifests),
      ...image(manifests, '0.1.0'),
      ...settings(manifests, 'prod'),
    },
    remarks,
  );
}

function components({ mesh }: Manifests): object {
  return mesh ? { components: [`../../components/${mesh}`] } : {};
}

function image({ name, image: newName }: Manifests, newTag: string): object {
  return { images: [{ name, newName, newTag }] };
}

function settings(
  { name, overlays = {}, replicasIn }: Manifests,
  overlay: 'dev' | 'prod',
): object {
  const replicas = `${REPLICAS[overlay].max + SURGE}`;
  const values = {
    ...(replicasIn && { [replicasIn]: replicas }),
    ...overlays[overlay]?.config,
  };
  const literals = Object.entries(values).map(
    ([key, value]) => `${key}=${value}`,
  );
  if (literals.length === 0) return {};
  return {
    configMapGenerator: [
      { name: configMapName(name), behavior: 'merge', literals },
    ],
  };
}
