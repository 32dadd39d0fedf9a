import type { RuleGroup } from '../monitoring/rules';
import { printYaml } from '../yaml';
import type { Manifests } from './model';

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

/** The PrometheusRule by which Prometheus finds the alerting rules. */
export function prometheusRule(
  { name }: Manifests,
  groups: readonly RuleGroup[],
): string {
  return printYaml({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name },
    spec: { groups },
  });
}
