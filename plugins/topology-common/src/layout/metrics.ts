import { FlowMetrics } from '../flow/types';
import { Protocol } from '../model/types';

/** Sizes of cards, in px. */
export interface CardMetrics {
  /** Cards and stores grow up to `most` for their names. */
  card: { width: number; most: number; height: number };
  store: { width: number; most: number; height: number };
  collapsed: { width: number; height: number };
  /** Names start here and end `textEnd` before the right edge. */
  textStart: number;
  textEnd: number;
  /** Height of an API tab; 0 where none are drawn. */
  tab: number;
  /** More lines than this on one side of a card share trunks. */
  portCapacity: number;
  /** Whether stores hang under their owner. */
  comb: boolean;
}

export interface SceneMetrics {
  cards: CardMetrics;
  flow: FlowMetrics;
}

const FLOW: FlowMetrics = {
  laneGap: 12,
  laneMargin: 26,
  portGap: 16,
  leastPortGap: 12,
  portMargin: 8,
  itemGap: 36,
  boxGap: 36,
  passGap: 18,
  columnGap: 101,
  frameGap: 64,
  bundleGap: 117,
  padding: 24,
  header: 36,
  rootPadding: 20,
  aspect: 1.6,
};

export const NORMAL: SceneMetrics = {
  cards: {
    card: { width: 196, most: 250, height: 48 },
    store: { width: 166, most: 220, height: 48 },
    collapsed: { width: 192, height: 56 },
    textStart: 39,
    textEnd: 10,
    tab: 17,
    portCapacity: 3,
    comb: true,
  },
  flow: FLOW,
};

export const COMPACT: SceneMetrics = {
  cards: {
    card: { width: 124, most: 124, height: 30 },
    store: { width: 124, most: 124, height: 30 },
    collapsed: { width: 172, height: 56 },
    textStart: 28,
    textEnd: 8,
    tab: 0,
    portCapacity: 2,
    comb: false,
  },
  flow: {
    ...FLOW,
    laneMargin: 22,
    portGap: 11,
    leastPortGap: 10,
    portMargin: 7,
    itemGap: 16,
    passGap: 14,
    columnGap: 60,
    frameGap: 56,
    padding: 16,
  },
};

export const NAME_SIZE = 13;
export const DETAIL_SIZE = 11;
export const COMPACT_NAME_SIZE = 12;
export const TITLE_SIZE = 14;

export const COMB = {
  firstSpine: 8,
  spineGap: 10,
  indent: 30,
  lastLeg: 12,
  gap: 36,
};

export const TAB = {
  x: 10,
  gap: 6,
  iconRoom: 20,
  padding: 6,
  size: 11,
  /** Faces run up to so much wider than the one that texts are measured in. */
  wideFace: 1.15,
};

export const CORNER_RADIUS = 8;

/** Stroke widths at rest. */
export const STROKE: Readonly<Record<Protocol, number>> = {
  http: 1.6,
  grpc: 1.6,
  sql: 1.25,
  cache: 1.25,
  events: 1.6,
  other: 1.25,
};

export const EVENT_DASH = '6 4';
