import {
  Scene,
  SceneBox,
  SceneEdge,
  SceneEntry,
  SceneNode,
} from '../../layout/scene';
import { edgeWord } from '../../layout/words';
import { relabel } from '../../layout/relabel';
import { nodeOfBox } from '../../model/views';
import { LookColour, SceneLooks } from '../looks';
import { shapeOutline } from '../shapes';
import { Tints, tintsOf } from '../tints';
import { xml } from '../xml';
import { LEGEND_HEIGHT, legendSvg } from './legend';
import { haloSvg, labelSvg, lineSvg, pillSvg } from './edge';
import { nodeSvg } from './node';
import { SvgTheme, styleSheet } from './style';

/** @public */
export interface SvgOptions {
  /** Default `auto`. */
  theme?: SvgTheme;
  /** What the picture shows; read aloud first. */
  title?: string;
  /** A lens to draw through: a difference, or what was observed. */
  looks?: SceneLooks;
  /** Colours of the edges of cards, told under the picture. Default: by owner; with `looks`, none. */
  tints?: Tints;
}

const FONT =
  '&quot;Segoe UI&quot;, &quot;Helvetica Neue&quot;, &quot;Liberation Sans&quot;, Arial, system-ui, sans-serif';
const CALLS_IN_DESCRIPTION = 40;

/**
 * The scene as one SVG document that needs nothing else: styles inside, text escaped,
 * a title and a description for those who do not see it.
 * @public
 */
export function toSvg(scene: Scene, options: SvgOptions = {}): string {
  const { theme = 'auto', title = 'Topology', looks } = options;
  const { width } = scene;
  const tints = options.tints ?? (looks ? undefined : tintsOfOwners(scene));
  const hasLegend = tints !== undefined && tints.keys.length > 0;
  const height = scene.height + (hasLegend ? LEGEND_HEIGHT : 0);
  const prefix = `t${hash(scene.nodes.map(n => n.id).join(' '))}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${FONT}" role="img" aria-labelledby="${prefix}-title ${prefix}-desc">`,
    `<title id="${prefix}-title">${xml(title)}</title>`,
    `<desc id="${prefix}-desc">${xml(description(scene))}</desc>`,
    `<style>${styleSheet(theme)}</style>`,
    clipPaths(scene, prefix),
    `<rect class="canvas" width="${width}" height="${height}"/>`,
    ...scene.boxes.map(boxSvg),
    ...edgesSvg(scene, looks),
    ...scene.entries.map(entry => entrySvg(entry, looks ? 'quiet' : 'http')),
    ...nodesSvg(scene, prefix, looks, tints),
    ...wordsSvg(scene, looks),
    hasLegend ? legendSvg(tints, scene.height, width) : '',
    '</svg>',
    '',
  ]
    .filter((line, i, all) => line !== '' || i === all.length - 1)
    .join('\n');
}

/** A ring on the frame, and a stub to the gateway. */
function entrySvg({ points: [ring, tip] }: SceneEntry, colour: LookColour) {
  return [
    `<path class="e ${colour}" stroke-width="1.6" d="M${ring.x + 4} ${ring.y}H${
      tip.x - 6
    }"/>`,
    `<path class="f ${colour}" d="M-8 -4L0 0L-8 4Z" transform="translate(${tip.x} ${tip.y})"/>`,
    `<circle class="e ${colour} g-system" stroke-width="1.6" cx="${ring.x}" cy="${ring.y}" r="4"/>`,
  ].join('');
}

function description(scene: Scene): string {
  const names = new Map(scene.nodes.map(n => [n.id, n.fullLabel]));
  const sentences = scene.edges
    .slice(0, CALLS_IN_DESCRIPTION)
    .map(
      e =>
        `${names.get(e.from) ?? e.from} to ${
          names.get(e.to) ?? e.to
        }, ${edgeWord(e)}`,
    );
  const rest = scene.edges.length - sentences.length;
  const counts = `${scene.nodes.length} nodes, ${scene.edges.length} edges.`;
  const more = rest > 0 ? [`and ${rest} more`] : [];
  return [counts, [...sentences, ...more].join('; ')].join(' ').trim();
}

function clipPaths(scene: Scene, prefix: string): string {
  const outlines = new Map(
    scene.nodes.map(n => [
      clipId(n, prefix),
      shapeOutline(n.shape, n.width, n.height),
    ]),
  );
  const paths = [...outlines].map(
    ([id, d]) => `<clipPath id="${id}"><path d="${d}"/></clipPath>`,
  );
  return `<defs>${paths.join('')}</defs>`;
}

function clipId(node: SceneNode, prefix: string): string {
  return `${prefix}-${node.shape}-${node.width}-${node.height}`;
}

function boxSvg(box: SceneBox): string {
  const { kind } = box.box;
  const radius = kind === 'domain' ? 12 : 8;
  return [
    `<g><title>${xml(box.box.title ?? box.box.name)}, ${kind}, ${xml(
      box.detail,
    )}</title>`,
    `<rect class="${kind}" x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="${radius}"/>`,
    `<text x="${box.x + 16}" y="${box.y + 23}"><tspan class="b">${xml(
      box.label,
    )}</tspan><tspan class="d" dx="8">${xml(box.detail)}</tspan></text></g>`,
  ].join('');
}

/** Wire by wire: a branch must not cut its own trunk. */
function edgesSvg(scene: Scene, looks: SceneLooks | undefined): string[] {
  const wires = new Map<string, SceneEdge[]>();
  for (const edge of scene.edges) {
    const list = wires.get(edge.wire);
    if (list) list.push(edge);
    else wires.set(edge.wire, [edge]);
  }
  return [...wires].map(([wire, edges]) =>
    [
      '<g>',
      ...edges.map(haloSvg),
      ...edges.map(edge => lineSvg(edge, looks?.ofEdge(edge))),
      ...scene.junctions
        .filter(j => j.wire === wire)
        .map(
          j =>
            `<circle class="f ${looks ? 'quiet' : j.protocol}" cx="${
              j.x
            }" cy="${j.y}" r="3"/>`,
        ),
      '</g>',
    ].join(''),
  );
}

function nodesSvg(
  scene: Scene,
  prefix: string,
  looks: SceneLooks | undefined,
  tints: Tints | undefined,
): string[] {
  return scene.nodes.map(node =>
    nodeSvg(
      node,
      tints?.of(node),
      clipId(node, prefix),
      looks?.ofNode(node.id),
    ),
  );
}

/** The colours of the owners of what is in a scene. */
function tintsOfOwners(scene: Scene): Tints {
  const nodes = scene.nodes.flatMap(
    ({ node, box }) => node ?? (box ? nodeOfBox(box) : []),
  );
  return tintsOf({ boxes: [], nodes, edges: [] }, 'owner');
}

function wordsSvg(scene: Scene, looks: SceneLooks | undefined): string[] {
  const edges = looks
    ? relabel(scene, edge => looks.ofEdge(edge)?.word ?? edgeWord(edge))
    : scene.edges;
  return edges.map(edge =>
    [
      edge.label
        ? labelSvg(edge.label, looks?.ofEdge(edge)?.colour ?? edge.protocol)
        : '',
      edge.pill ? pillSvg(edge.pill) : '',
    ].join(''),
  );
}

/** Ids must differ between two pictures in one page, and be the same at every run. */
function hash(text: string): string {
  let value = 5381;
  for (let i = 0; i < text.length; i += 1) {
    value = (value * 33 + text.charCodeAt(i)) % 4294967296;
  }
  return value.toString(36);
}
