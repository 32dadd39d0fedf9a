import type {
  NodeShape,
  Protocol,
} from '@golden-path/backstage-plugin-topology-common';
import type { ColourDimension, TopologyViewState } from './viewState';
import { colourWords, protocolOrder, shapeWords } from './words';

const isShape = (text: string): text is NodeShape =>
  Object.hasOwn(shapeWords, text);
const isProtocol = (text: string): text is Protocol =>
  protocolOrder.some(protocol => protocol === text);
const isColour = (text: string): text is ColourDimension =>
  Object.hasOwn(colourWords, text);

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
  return {
    presentation: as === 'table' || as === 'graph' ? as : defaults.presentation,
    colourBy: isColour(colour) ? colour : defaults.colourBy,
    collapsed: list(
      'collapsed',
      defaults.collapsed,
      (text): text is string => text !== '',
    ),
    shapes: list('kinds', defaults.shapes, isShape),
    protocols: list('protocols', defaults.protocols, isProtocol),
    focused: params.get('focus') ?? defaults.focused,
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
    colour: state.colourBy,
    collapsed: [...state.collapsed].sort().join(','),
    kinds: state.shapes.join(','),
    protocols: state.protocols.join(','),
    focus: state.focused ?? '',
  });
  const usual = new Map(Object.entries(texts(defaults)));
  const next = new URLSearchParams(params);
  for (const [key, text] of Object.entries(texts(view))) {
    if (text === usual.get(key)) next.delete(key);
    else next.set(key, text);
  }
  return next;
}
