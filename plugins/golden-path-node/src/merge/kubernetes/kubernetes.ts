import type { EmitContext, FileDraft } from '../../plan';
import { contribution } from '../contribution';
import { ruleGroups } from '../monitoring/rules';
import type { RuleGroup } from '../monitoring/rules';
import { configEnv } from './configEnv';
import { deployment } from './deployment';
import { base, devOverlay, prodOverlay } from './kustomization';
import { meshComponent } from './mesh';
import { migrationJob } from './migrationJob';
import { MANIFESTS, manifestsOf } from './model';
import type { Manifests } from './model';
import { prometheusRule, serviceMonitor } from './monitors';
import { headless, networkPolicy, service } from './network';
import { autoscaler, disruptionBudget, serviceAccount } from './scaling';

const RULES = 'prometheusrule.yaml';

/** The kustomize base and its overlays. */
export function kubernetes(context: EmitContext): FileDraft[] {
  const { value, contributors } = contribution(context, 'kubernetes');
  const manifests = manifestsOf(context.composition, value);
  const rules = ruleGroups(context);
  const files = {
    ...baseFiles(manifests),
    'overlays/dev/kustomization.yaml': devOverlay(manifests),
    ...prodFiles(manifests, rules.groups),
    ...meshFiles(manifests),
  };
  return Object.entries(files).map(([path, content]) => ({
    path: `${MANIFESTS}/${path}`,
    class: 'merged',
    content,
    contributors: path.endsWith(RULES) ? rules.contributors : contributors,
  }));
}

function baseFiles(manifests: Manifests): Record<string, string> {
  const { migration } = manifests;
  const perPod = headless(manifests);
  const resources = {
    'deployment.yaml': deployment(manifests),
    'horizontalpodautoscaler.yaml': autoscaler(manifests),
    ...(migration && {
      'migration-job.yaml': migrationJob(manifests, migration.args),
    }),
    'networkpolicy.yaml': networkPolicy(manifests),
    'poddisruptionbudget.yaml': disruptionBudget(manifests),
    'service.yaml': service(manifests),
    ...(perPod !== undefined && { 'service-headless.yaml': perPod }),
    'serviceaccount.yaml': serviceAccount(manifests),
  };
  return inFolder('base', {
    ...resources,
    'kustomization.yaml': base(manifests, Object.keys(resources)),
    'config.env': configEnv(manifests),
  });
}

function prodFiles(
  manifests: Manifests,
  groups: readonly RuleGroup[],
): Record<string, string> {
  const { monitor } = manifests;
  const own = monitor && {
    ...(groups.length > 0 && { [RULES]: prometheusRule(manifests, groups) }),
    'servicemonitor.yaml': serviceMonitor(manifests, monitor),
  };
  return inFolder('overlays/prod', {
    ...own,
    'kustomization.yaml': prodOverlay(manifests, Object.keys(own ?? {})),
  });
}

function meshFiles(manifests: Manifests): Record<string, string> {
  const { mesh } = manifests;
  return mesh
    ? inFolder(`components/${mesh}`, meshComponent(manifests, mesh))
    : {};
}

function inFolder(
  folder: string,
  files: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [
      `${folder}/${name}`,
      content,
    ]),
  );
}
