import { printYaml } from '../yaml';
import type { Manifests } from './model';
import { environment, podTemplate } from './pod';

/** The Job that migrates the database, from the same image. */
export function migrationJob(manifests: Manifests, args: string[]): string {
  const { name } = manifests;
  return printYaml(
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: `${name}-migrate`,
        labels: { 'app.kubernetes.io/component': 'migration' },
        annotations: {
          'argocd.argoproj.io/hook': 'Sync',
          'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
          'kustomize.toolkit.fluxcd.io/force': 'enabled',
        },
      },
      spec: {
        backoffLimit: 5,
        activeDeadlineSeconds: 600,
        ttlSecondsAfterFinished: 3600,
        template: podTemplate(
          manifests,
          'migration',
          { restartPolicy: 'OnFailure' },
          {
            name: 'migrate',
            image: name,
            args,
            ...environment(manifests),
            resources: {
              requests: { cpu: '50m', memory: '64Mi' },
              limits: { memory: '128Mi' },
            },
          },
        ),
      },
    },
    [
      {
        path: ['metadata', 'annotations'],
        text: "A job's template cannot change, so each release makes it anew.",
      },
    ],
  );
}
