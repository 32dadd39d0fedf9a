import { SceneNode } from '../layout/scene';

/** The shape of what a node stands for. @public */
export type Shape = SceneNode['shape'];

const RADIUS = 6;

/** Path data of a card's outline, from 0,0. @public */
export function shapeOutline(
  shape: Shape,
  width: number,
  height: number,
): string {
  const [w, h] = [width, height];
  switch (shape) {
    case 'gateway':
      return `M5 0H${rightEdge(w, h)}H5Q2 ${h} 2 ${h - 3}L9 ${
        h / 2
      }L2 3Q2 0 5 0Z`;
    case 'database':
    case 'cache':
      return `M0 5C0 -1.7 ${w} -1.7 ${w} 5V${h - 5}C${w} ${h + 1.7} 0 ${
        h + 1.7
      } 0 ${h - 5}Z`;
    case 'topic':
      return `M9 0H${w - 9}C${w + 3} 0 ${w + 3} ${h} ${
        w - 9
      } ${h}H9C-3 ${h} -3 0 9 0Z`;
    default:
      return `M${RADIUS} 0H${rightEdge(w, h)}H${RADIUS}Q0 ${h} 0 ${
        h - RADIUS
      }V${RADIUS}Q0 0 ${RADIUS} 0Z`;
  }
}

/** From the top right corner down to the bottom right one. */
function rightEdge(w: number, h: number): string {
  return `${w - RADIUS}Q${w} 0 ${w} ${RADIUS}V${h - RADIUS}Q${w} ${h} ${
    w - RADIUS
  } ${h}`;
}

/** Path data of the line inside a card that makes its shape; empty, if it has none. @public */
export function shapeDetail(
  shape: Shape,
  width: number,
  height: number,
): string {
  const [w, h] = [width, height];
  switch (shape) {
    case 'worker':
      return `M${w - 5} 0.5V${h - 0.5}`;
    case 'database':
    case 'cache':
      return `M0 5C0 11.7 ${w} 11.7 ${w} 5`;
    case 'topic':
      return `M${w - 9} 0C${w - 21} 0 ${w - 21} ${h} ${w - 9} ${h}`;
    default:
      return '';
  }
}

const GLYPHS: Readonly<Record<Shape, string>> = {
  service:
    'M8 1.6L13.5 4.8V11.2L8 14.4L2.5 11.2V4.8ZM2.7 5L8 8.1L13.3 5M8 8.1V14.2',
  gateway: 'M8.5 2.5H13V13.5H8.5M2 8H9.5M6.8 5.2L9.6 8L6.8 10.8',
  worker:
    'M8 5.6A2.4 2.4 0 1 0 8 10.4A2.4 2.4 0 1 0 8 5.6ZM8 1.6V3.6M8 12.4V14.4M1.6 8H3.6M12.4 8H14.4M3.5 3.5L4.9 4.9M11.1 11.1L12.5 12.5M12.5 3.5L11.1 4.9M4.9 11.1L3.5 12.5',
  website: 'M2 3H14V13H2ZM2 6H14M4 4.5H4.1M5.8 4.5H5.9',
  library:
    'M3 2.5H6V13.5H3ZM6 2.5H9V13.5H6ZM10 3.2L12.2 2.6L14.4 13L12.2 13.6Z',
  api: 'M5 3.8L1.8 8L5 12.2M11 3.8L14.2 8L11 12.2',
  database:
    'M2.8 4C2.8 2.8 5.1 1.9 8 1.9S13.2 2.8 13.2 4S10.9 6.1 8 6.1S2.8 5.2 2.8 4ZM2.8 4V12C2.8 13.2 5.1 14.1 8 14.1S13.2 13.2 13.2 12V4M2.8 8C2.8 9.2 5.1 10.1 8 10.1S13.2 9.2 13.2 8',
  cache: 'M9 1.8L3.5 9.1H7.4L6.9 14.2L12.5 6.9H8.5Z',
  topic: 'M2 4.4H9.4M2 8H12.8M2 11.6H9.4M10.8 5.7L13.4 8L10.8 10.3',
  external: 'M6.8 3.2H3V13H12.8V9.2M9.6 2.4H13.6V6.4M13.3 2.7L7.6 8.4',
  person:
    'M8 7.8A2.8 2.8 0 1 0 8 2.2A2.8 2.8 0 1 0 8 7.8ZM2.8 14C3.2 11.2 5.3 9.9 8 9.9S12.8 11.2 13.2 14',
  system: 'M2 2H7V7H2ZM9 2H14V7H9ZM2 9H7V14H2ZM9 9H14V14H9Z',
  domain: 'M1.8 1.8H14.2V14.2H1.8ZM4.6 4.6H11.4V11.4H4.6Z',
};

/** Path data of a shape's icon, to be stroked on 16 x 16. @public */
export function shapeGlyph(shape: Shape): string {
  return GLYPHS[shape];
}
