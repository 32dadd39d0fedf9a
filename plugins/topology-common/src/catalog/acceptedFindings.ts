import { INSIGHT_RULES, InsightRule } from '../insight/insight';
import { TopologyFinding } from '../model/types';
import { clip, parseObject } from './annotationText';
import { CatalogEntity } from './entity';
import { entityRef } from './refs';

/**
 * The annotation by which an entity says that a finding about it may stay, and why: a JSON object from
 * rule to reason, such as `{"shared-database": "read only, until March"}`.
 * @public
 */
export const ACCEPTED_FINDINGS_ANNOTATION = 'goldenpath.dev/accepted-findings';

const isRule = (text: string): text is InsightRule =>
  INSIGHT_RULES.some(rule => rule === text);

/** The reasons of an entity by rule, if it has any, and what is wrong in its annotation. @public */
export function readAcceptedFindings(entity: CatalogEntity): {
  accepted?: Record<string, string>;
  findings: TopologyFinding[];
} {
  const text = entity.metadata.annotations?.[ACCEPTED_FINDINGS_ANNOTATION];
  if (text === undefined) return { findings: [] };
  const findings: TopologyFinding[] = [];
  const fault = (field: string, problem: string) => {
    const at = `metadata.annotations['${ACCEPTED_FINDINGS_ANNOTATION}']${field}`;
    findings.push({
      entityRef: entityRef(entity),
      message: `${at} ${problem}`,
    });
  };
  const root = parseObject(text);
  if (!root) {
    fault('', 'is no JSON object; write {"shared-database": "<the reason>"}');
    return { findings };
  }
  const reasons = Object.entries(root).flatMap(([rule, reason]) => {
    const field = `["${clip(rule)}"]`;
    if (!isRule(rule)) {
      fault(field, `is no rule; use one of ${INSIGHT_RULES.join(', ')}`);
    } else if (typeof reason !== 'string' || reason.trim() === '') {
      fault(field, 'has no reason; write why it may stay');
    } else return [[rule, reason.trim()] as const];
    return [];
  });
  if (reasons.length === 0) return { findings };
  return { accepted: Object.fromEntries(reasons), findings };
}
