import {
  SceneEdge,
  SceneHead,
  SceneLabel,
  ScenePill,
} from '../../layout/scene';
import { linePath, round } from '../../layout/paths';
import { EdgeLook, LookColour } from '../looks';
import { xml } from '../xml';

const HALO = 7;

/** The bands in the colour of the ground that part a line from those it crosses. */
export function haloSvg(edge: SceneEdge): string {
  const width = round(edge.width + HALO);
  return edge.halos
    .map(
      ({ ground, points }) =>
        `<path class="o h-${ground}" d="${linePath(
          points,
        )}" stroke-width="${width}"/>`,
    )
    .join('');
}

/** How a line is drawn: as its lens says, else as its protocol does. */
export type LineLook = Omit<EdgeLook, 'word'>;

export function lineSvg(edge: SceneEdge, look: LineLook = plain(edge)): string {
  const dash = look.dash ? ` stroke-dasharray="${look.dash}"` : '';
  return `<path class="e ${look.colour}" d="${edge.path}" stroke-width="${round(
    look.width,
  )}"${dash}/>${headSvg(edge.head, look)}`;
}

function plain({ protocol, width, dash }: SceneEdge): LineLook {
  return { colour: protocol, width, ...(dash === undefined ? {} : { dash }) };
}

function headSvg(
  head: SceneHead,
  { colour, width, hollow = false }: LineLook,
): string {
  const scale = width > 2.4 ? ' scale(1.15)' : '';
  const place = `transform="translate(${head.x} ${head.y}) rotate(${head.angle})${scale}"`;
  const d = headPath(head.shape);
  return hollow || head.shape === 'chevron'
    ? `<path class="e ${colour}" stroke-width="1.4" stroke-linecap="round" d="${d}" ${place}/>`
    : `<path class="f ${colour}" d="${d}" ${place}/>`;
}

/** Path data of an arrowhead with its tip at 0,0, pointing right. @public */
export function headPath(shape: SceneHead['shape']): string {
  switch (shape) {
    case 'chevron':
      return 'M-6.5 -3.8L0 0L-6.5 3.8';
    case 'double':
      return 'M-7.5 -4L0 0L-7.5 4ZM-14 -4L-6.5 0L-14 4Z';
    default:
      return 'M-8 -4L0 0L-8 4Z';
  }
}

export function labelSvg(label: SceneLabel, colour: LookColour): string {
  const { x, y, width, height, ground } = label;
  return `<rect class="g-${ground}" x="${x - width / 2}" y="${
    y - height / 2
  }" width="${width}" height="${height}"/><text class="l ${colour}" x="${x}" y="${
    y + 4
  }">${xml(label.text)}</text>`;
}

/** The count, over a line that shows the shares of the protocols. */
export function pillSvg(pill: ScenePill): string {
  const { width, height, count } = pill;
  const left = pill.x - width / 2;
  const top = pill.y - height / 2;
  const inner = width - 8;
  const total = pill.shares.reduce((sum, s) => sum + s.count, 0);
  let x = left + 4;
  const bars = pill.shares.map(share => {
    const length = (inner * share.count) / total;
    const bar = `<rect class="f ${share.protocol}" x="${round(x)}" y="${
      top + height - 5
    }" width="${round(length)}" height="2"/>`;
    x += length;
    return bar;
  });
  return `<rect class="k" x="${left}" y="${top}" width="${width}" height="${height}" rx="4"/><text class="p" x="${
    pill.x
  }" y="${pill.y + 2.5}">${count}</text>${bars.join('')}`;
}
