import {
  CallGraph,
  callGraph,
  isService,
  isWaiting,
} from '../insight/callGraph';
import { Insight } from '../insight/insight';
import { insights } from '../insight/insights';
import { longestChain } from '../insight/rules/syncChains';
import { Topology } from '../model/types';

/** What a difference means for those who run it: pairs are before and after. @public */
export interface DifferenceMeaning {
  /** Insights that nobody accepted: those that came with the second topology, that went with the first, and counts. */
  appeared: Insight[];
  gone: Insight[];
  insights: [number, number];
  longestSyncChain: [number, number];
  sharedDatabases: [number, number];
  /** Ids of services in both that someone called, and that no one calls any more. */
  uncalled: string[];
}

/** @public */
export function differenceMeaning(
  before: Topology,
  after: Topology,
): DifferenceMeaning {
  const [allOld, allNow] = [insights(before), insights(after)];
  const [old, now] = [allOld.filter(isOpen), allNow.filter(isOpen)];
  const [oldGraph, nowGraph] = [callGraph(before), callGraph(after)];
  const known = new Set(old.map(i => i.id));
  const still = new Set(now.map(i => i.id));
  const shared = (all: readonly Insight[]) =>
    all.filter(i => i.rule === 'shared-database').length;
  return {
    appeared: now.filter(i => !known.has(i.id)),
    gone: old.filter(i => !still.has(i.id)),
    insights: [old.length, now.length],
    longestSyncChain: [longestChain(oldGraph), longestChain(nowGraph)],
    sharedDatabases: [shared(allOld), shared(allNow)],
    uncalled: nowGraph.nodes
      .filter(isService)
      .map(n => n.id)
      .filter(id => isCalled(oldGraph, id) && !isCalled(nowGraph, id)),
  };
}

function isOpen({ accepted }: Insight): boolean {
  return accepted === undefined;
}

function isCalled(graph: CallGraph, id: string): boolean {
  return graph.to(id).some(isWaiting);
}
