import type { Contribution } from '@golden-path/backstage-plugin-golden-path-common';
import type { EmitContext } from '../../plan';
import { contribution } from '../contribution';
import { aboutService } from './query';

type Group = Contribution<'monitoring'>[string];
type Alert = NonNullable<Group['alerts']>[string];

/** A group of alerting rules, as Prometheus reads it. */
export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly Rule[];
}

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The alerting rules of all patterns, and who besides the owner brought any. */
export function ruleGroups(context: EmitContext): {
  groups: readonly RuleGroup[];
  contributors: readonly string[];
} {
  const { value, contributors } = contribution(context, 'monitoring');
  const { name: service } = context.composition.service;
  const groups = Object.entries(value).flatMap(([key, group]) => {
    const rules = Object.entries(group?.alerts ?? {}).map(([name, alert]) =>
      ruleOf(name, alert, service),
    );
    return rules.length > 0 ? [{ name: `${service}-${key}`, rules }] : [];
  });
  return { groups, contributors };
}

function ruleOf(name: string, alert: Alert, service: string): Rule {
  const { severity, summary, description } = alert;
  return {
    alert: name,
    expr: aboutService(alert.expr, service),
    for: alert.for,
    // Sums have lost the labels of their series, and routes of alerts need one.
    labels: { service, severity },
    annotations: { summary, description },
  };
}
