import { ChangeKind } from '../difference/types';
import { Protocol } from '../model/types';

/** The colours of a theme. Text on its ground, and a protocol on a frame, have a contrast of 4.5 at least. @public */
export interface TopologyPalette {
  canvas: string;
  domain: string;
  frame: string;
  node: string;
  text: string;
  secondText: string;
  nodeLine: string;
  frameLine: string;
  protocol: Readonly<Record<Protocol, string>>;
  /** Lines that a lens does not speak of, and those that fail. */
  quiet: string;
  error: string;
  /** Lines and outlines of what became of something, and the ground of its card. */
  change: Readonly<Record<ChangeKind, string>>;
  changeFill: Readonly<Record<ChangeKind, string>>;
  /** Of the left edge of cards, in turn. */
  dimension: readonly string[];
}

/** @public */
export const LIGHT_PALETTE: TopologyPalette = {
  canvas: '#f5f5f5',
  domain: '#f0f0f0',
  frame: '#fafafa',
  node: '#ffffff',
  text: '#000000',
  secondText: '#616161',
  nodeLine: '#bdbdbd',
  frameLine: '#d4d4d4',
  protocol: {
    http: '#0851ed',
    grpc: '#ae34a8',
    sql: '#39414c',
    cache: '#8a6b03',
    events: '#127f51',
    other: '#616161',
  },
  quiet: '#8a8a8a',
  error: '#991919',
  change: { added: '#0c632b', removed: '#991919', changed: '#aa4d00' },
  changeFill: { added: '#e0f5e8', removed: '#feebe7', changed: '#fff2e0' },
  dimension: ['#5f83b3', '#5a9069', '#a26f95', '#a07c38'],
};

/** @public */
export const DARK_PALETTE: TopologyPalette = {
  canvas: '#262626',
  domain: '#2a2a2a',
  frame: '#2e2e2e',
  node: '#424141',
  text: '#ffffff',
  secondText: '#bdbdbd',
  nodeLine: '#6b6b6b',
  frameLine: '#4d4d4d',
  protocol: {
    http: '#8fc1f7',
    grpc: '#f3b4e2',
    sql: '#98a2ab',
    cache: '#ddd25c',
    events: '#43e4aa',
    other: '#bdbdbd',
  },
  quiet: '#8f8f8f',
  error: '#fca5a5',
  change: { added: '#8ddeaa', removed: '#fca5a5', changed: '#f2ab4a' },
  changeFill: { added: '#1d3d2a', removed: '#46211f', changed: '#3a2c1c' },
  dimension: ['#7c9cc4', '#79a986', '#b58aa9', '#c2a26a'],
};
