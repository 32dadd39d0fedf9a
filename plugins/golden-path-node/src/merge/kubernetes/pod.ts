import { selector } from './model';
import type { Manifests } from './model';

/** The user and group of distroless images without root. */
const NONROOT = 65532;

/** Where the Secret is mounted too, for what is read again when it has changed. */
const SECRETS = '/var/run/secrets/service';

const CONTAINER_SECURITY = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

/** The template of a restricted pod of this service. */
export function podTemplate(
  manifests: Manifests,
  component: 'server' | 'migration',
  spec: object,
  container: object,
): object {
  return {
    metadata: { labels: selector(manifests, component) },
    spec: {
      ...spec,
      serviceAccountName: manifests.name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: NONROOT,
        runAsGroup: NONROOT,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        {
          ...container,
          volumeMounts: [
            { name: 'secrets', mountPath: SECRETS, readOnly: true },
          ],
          securityContext: CONTAINER_SECURITY,
        },
      ],
      volumes: [
        {
          name: 'secrets',
          secret: { secretName: manifests.name },
        },
      ],
    },
  };
}

/** Settings from the ConfigMap, secrets by reference to the Secret. */
export function environment({ name, settings }: Manifests): object {
  const secrets = settings.filter(({ secret }) => secret);
  return {
    envFrom: [{ configMapRef: { name: configMapName(name) } }],
    ...(secrets.length > 0 && {
      env: secrets.map(({ key, required }) => ({
        name: key,
        valueFrom: {
          secretKeyRef: { name, key, ...(!required && { optional: true }) },
        },
      })),
    }),
  };
}

/** The name of the ConfigMap of the settings. */
export function configMapName(name: string): string {
  return `${name}-config`;
}
