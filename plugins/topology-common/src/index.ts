/**
 * The topology of services: model, layout and renderers. Pure; runs in the browser, in a worker and in Node.
 *
 * @packageDocumentation
 */

export * from './api/answers';
export * from './api/compact';
export {
  ACCEPTED_FINDINGS_ANNOTATION,
  readAcceptedFindings,
} from './catalog/acceptedFindings';
export { TOPOLOGY_ANNOTATION, type CallHint } from './catalog/annotation';
export type { CatalogEntity } from './catalog/entity';
export * from './catalog/hints';
export * from './catalog/links';
export * from './catalog/observedNames';
export { topologyFromEntities } from './catalog/topologyFromEntities';
export { changedPart } from './difference/changedPart';
export { difference } from './difference/difference';
export { differenceText } from './difference/differenceText';
export { differenceMeaning } from './difference/meaning';
export type { DifferenceMeaning } from './difference/meaning';
export * from './difference/types';
export { cycles } from './insight/cycles';
export type { TopologyCycle } from './insight/cycles';
export { impact } from './insight/impact';
export type { Affected, Impact } from './insight/impact';
export type {
  Insight,
  InsightOptions,
  InsightRule,
  InsightSeverity,
} from './insight/insight';
export { INSIGHT_RULES } from './insight/insight';
export { insights, insightSteps } from './insight/insights';
export { pathsBetween } from './insight/pathsBetween';
export type { TopologyPath } from './insight/walk';
export { layout } from './layout/layout';
export * from './layout/options';
export { linePath } from './layout/paths';
export * from './layout/request';
export * from './layout/scene';
export { countsText, edgeWord, nodeDetail, protocolWord } from './layout/words';
export { edgeId, mergeEdges } from './model/edges';
export { withoutRings } from './model/rings';
export * from './model/types';
export * from './model/views';
export * from './observed/confirm';
export * from './observed/observedCall';
export { differenceLooks } from './render/looks';
export { tintsOf } from './render/tints';
export type { ColourDimension, Tint, TintKey, Tints } from './render/tints';
export type {
  EdgeLook,
  LookColour,
  NodeLook,
  SceneLooks,
} from './render/looks';
export * from './render/palette';
export * from './render/shapes';
export { headPath } from './render/svg/edge';
export type { SvgTheme } from './render/svg/style';
export * from './render/svg/toSvg';
export * from './render/ascii/toAscii';
export { toMermaid } from './render/mermaid/toMermaid';
export { toMermaidMarkdown } from './render/mermaid/toMermaidMarkdown';
export * from './render/toJson';
