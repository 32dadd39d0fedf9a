import { CallGraph } from './callGraph';

/** Every rule by which insights are found. @public */
export const INSIGHT_RULES = [
  'cycle',
  'shared-database',
  'sync-chain',
  'fan-in',
  'fan-out',
  'unknown-target',
  'no-api',
  'orphan',
] as const;

/** What can be seen in an architecture without running it. @public */
export type InsightRule = (typeof INSIGHT_RULES)[number];

/** `high`: breaks or blocks others; `medium`: costs when it grows; `low`: a gap in what is declared. @public */
export type InsightSeverity = 'high' | 'medium' | 'low';

/** Something in a topology that is worth a look, with its reason and what would mend it. @public */
export interface Insight {
  /** The same as long as it is about the same nodes' problem: what was accepted once stays accepted. */
  id: string;
  rule: InsightRule;
  severity: InsightSeverity;
  /** Ids of the nodes it is about; the one to mark comes first. */
  nodes: string[];
  /** Ids of the edges that are the evidence. */
  edges: string[];
  /** `Shared database`, `Sync chain of 5`. */
  title: string;
  /** One or two sentences that name who does what. */
  reason: string;
  /** What would make it go away. */
  mend: string;
  /** Why it may stay, if the entity of the first node says so; see `ACCEPTED_FINDINGS_ANNOTATION`. */
  accepted?: string;
}

/** Looks for one kind of thing. */
export type Rule = (graph: CallGraph, options: InsightOptions) => Insight[];

/** @public */
export interface InsightOptions {
  /** The most nodes that may wait for each other in a row; default 4. */
  syncChainLimit?: number;
}
