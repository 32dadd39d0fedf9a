import type { EmitContext, FileDraft } from '../../plan';
import { contribution } from '../contribution';
import { printYaml } from '../yaml';
import { dashboard } from './dashboard';
import { ruleGroups } from './rules';

const FOLDER = 'deploy/monitoring';

/** Alerting rules for Prometheus and a dashboard for Grafana. */
export function monitoring(context: EmitContext): FileDraft[] {
  const { value, contributors } = contribution(context, 'monitoring');
  const { service } = context.composition;
  const { groups } = ruleGroups(context);
  const remark = [
    `Alerting rules for Prometheus, which has to scrape the service as the job ${service.name}.`,
    'An instance is a replica. What to do is in docs/runbook.md.',
  ].join('\n');
  const files = {
    'alerts.yaml': printYaml({ groups }, [{ path: [], text: remark }]),
    'dashboard.json': dashboard(service, value),
  };
  return Object.entries(files).map(([name, content]) => ({
    path: `${FOLDER}/${name}`,
    class: 'merged',
    content,
    contributors,
  }));
}
