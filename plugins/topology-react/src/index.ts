/**
 * React component that draws a topology.
 *
 * @packageDocumentation
 */

export { ChoiceMenu, FilterMenu } from './chrome/ChoiceMenu';
export type { Choice } from './chrome/ChoiceMenu';
export type { TopologyLink } from './panel/Panel';
export type { ComparedTopologies, Lens, ObservedWindow } from './state/lens';
export { readTopologyView, writeTopologyView } from './state/viewQuery';
export { defaultTopologyViewState } from './state/viewState';
export type { RollUp, Side, TopologyViewState } from './state/viewState';
export type { TopologyProblem } from './states/problem';
export { prepareTopologyView } from './TopologyView/background';
export type { TopologyViewProps } from './TopologyView/props';
export { TopologyView } from './TopologyView/TopologyView';
