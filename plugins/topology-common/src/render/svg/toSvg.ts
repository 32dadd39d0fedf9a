import {
  Scene,
  SceneBox,
  SceneEdge,
  SceneEntry,
  SceneNode,
} from '../../layout/scene';
import { edgeWord } from '../../layout/words';
import { compareText } from '../../model/edges';
import { relabel } from '../../layout/relabel';
import { LookColour, SceneLooks } from '../looks';
import { shapeOutline } from '../shapes';
import { xml } from '../xml';
import { haloSvg, labelSvg, lineSvg, pillSvg } from './edge';
import { nodeSvg } from './node';
import { SvgTheme, styleSheet } from './style';

/** @public */
export interface SvgOptions {
  /** Default `auto`. */
  theme?: SvgTheme;
  /** What the picture shows; read aloud first. */
  title?: string;
  /** A lens to draw through: a difference, or what was observed. Owners then have no colour. */
  looks?: SceneLooks;
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
  const { width, height } = scene;
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
    ...nodesSvg(scene, prefix, looks),
    ...wordsSvg(scene, looks),
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
): string[] {
  const owners = [
    ...new Set(scene.nodes.flatMap(n => n.node?.owner ?? n.box?.owner ?? [])),
  ].sort(compareText);
  return scene.nodes.map(node => {
    const owner = node.node?.owner ?? node.box?.owner;
    const dimension =
      owner === undefined || looks ? undefined : owners.indexOf(owner) % 4;
    const look = looks?.ofNode(node.id);
    return nodeSvg(node, dimension, clipId(node, prefix), look);
  });
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
