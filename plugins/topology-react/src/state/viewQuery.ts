import type {
  ColourDimension,
  NodeShape,
  Protocol,
} from '@golden-path/backstage-plugin-topology-common';
import type { Lens } from './lens';
import type { RollUp, Side, TopologyViewState } from './viewState';
import {
  colourWords,
  lensWords,
  protocolOrder,
  rollUpWords,
  shapeWords,
} from './words';

const isShape = (text: string): text is NodeShape =>
  Object.hasOwn(shapeWords, text);
const isProtocol = (text: string): text is Protocol =>
  protocolOrder.some(protocol => protocol === text);
const isColour = (text: string): text is ColourDimension =>
  Object.hasOwn(colourWords, text);
const isRollUp = (text: string): text is RollUp =>
  Object.hasOwn(rollUpWords, text);
const isLens = (text: string): text is Lens => Object.hasOwn(lensWords, text);
const isSide = (text: string): text is Side =>
  text === 'findings' || text === 'impact';
const isAnything = (text: string): text is string => text !== '';

const listOf = (text: string) => text.split(',').filter(Boolean);

/**
 * Reads a view from the parameters of an address. What the address does not
 * say, or says in words that are not known, is as in `defaults`.
 *
 * @public
 */
export function readTopologyView(
  params: URLSearchParams,
  defaults: TopologyViewState,
): TopologyViewState {
  const list = <T extends string>(
    key: string,
    fallback: readonly T[],
    known: (text: string) => text is T,
  ) => {
    const text = params.get(key);
    return text === null ? fallback : listOf(text).filter(known);
  };
  const as = params.get('as');
  const colour = params.get('colour') ?? '';
  const lens = params.get('lens') ?? '';
  const side = params.get('side') ?? '';
  const level = params.get('level') ?? '';
  return {
    presentation: as === 'table' || as === 'graph' ? as : defaults.presentation,
    lens: isLens(lens) ? lens : defaults.lens,
    colourBy: isColour(colour) ? colour : defaults.colourBy,
    rollUp: isRollUp(level) ? level : defaults.rollUp,
    collapsed: list('collapsed', defaults.collapsed, isAnything),
    opened: list('open', defaults.opened, isAnything),
    shapes: list('kinds', defaults.shapes, isShape),
    protocols: list('protocols', defaults.protocols, isProtocol),
    types: list('types', defaults.types, isAnything),
    owners: list('owners', defaults.owners, isAnything),
    lifecycles: list('lifecycles', defaults.lifecycles, isAnything),
    tags: list('tags', defaults.tags, isAnything),
    focused: params.get('focus') ?? defaults.focused,
    pathTo: params.get('to') ?? defaults.pathTo,
    side: isSide(side) ? side : defaults.side,
    finding: params.get('finding') ?? defaults.finding,
    within: params.get('within') ?? defaults.within,
    onlyChanges: params.has('changes')
      ? params.get('changes') === 'only'
      : defaults.onlyChanges,
  };
}

/**
 * The parameters with the view written into them; whatever is as in `defaults`
 * is left out, and parameters of others stay.
 *
 * @public
 */
export function writeTopologyView(
  params: URLSearchParams,
  view: TopologyViewState,
  defaults: TopologyViewState,
): URLSearchParams {
  const texts = (state: TopologyViewState) => ({
    as: state.presentation,
    lens: state.lens,
    colour: state.colourBy,
    level: state.rollUp,
    collapsed: [...state.collapsed].sort().join(','),
    open: [...state.opened].sort().join(','),
    kinds: state.shapes.join(','),
    protocols: state.protocols.join(','),
    types: state.types.join(','),
    owners: state.owners.join(','),
    lifecycles: state.lifecycles.join(','),
    tags: state.tags.join(','),
    focus: state.focused ?? '',
    to: state.pathTo ?? '',
    side: state.side ?? '',
    finding: state.finding ?? '',
    within: state.within ?? '',
    changes: state.onlyChanges ? 'only' : '',
  });
  const usual = new Map(Object.entries(texts(defaults)));
  const next = new URLSearchParams(params);
  for (const [key, text] of Object.entries(texts(view))) {
    if (text === usual.get(key)) next.delete(key);
    else next.set(key, text);
  }
  return next;
}
