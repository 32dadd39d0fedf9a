import {
  edgeWord,
  type Rect,
  type Scene,
  type SceneEdge,
  type SceneLabel,
} from '@golden-path/backstage-plugin-topology-common';
import type { EdgeLook } from '../state/lens';
import { operationsWords } from '../state/words';
import { textWidth } from './fitText';

const PADDING = 3;
const GAP = 5;
const BOLD = { size: 11, weight: 600 } as const;
const PLAIN = { size: 11, weight: 400 } as const;

/** A label as it is drawn: its chip, the word, and what the edge is used for. */
export interface DrawnLabel {
  /** Middle of the chip. */
  x: number;
  y: number;
  width: number;
  height: number;
  word: string;
  detail: string;
}

const chipOf = (label: SceneLabel, width: number): Rect => ({
  x: label.x - width / 2,
  y: label.y - label.height / 2,
  width,
  height: label.height,
});

const overlap = (a: Rect, b: Rect) =>
  a.x < b.x + b.width &&
  b.x < a.x + a.width &&
  a.y < b.y + b.height &&
  b.y < a.y + a.height;

const withTabs = (scene: Scene): Rect[] =>
  scene.nodes.flatMap(node => [node, ...node.tabs]);

/** The label of an edge at rest. */
export function plainLabel(edge: SceneEdge): DrawnLabel | undefined {
  if (!edge.label) return undefined;
  const word = edge.label.text;
  return {
    x: edge.label.x,
    y: edge.label.y,
    height: edge.label.height,
    width: textWidth(word, PLAIN) + 2 * PADDING,
    word,
    detail: '',
  };
}

/**
 * The label of an edge that stands out, with method, topic or table use; the
 * plain one where the longer would touch a card or another label.
 */
export function detailedLabel(
  scene: Scene,
  edge: SceneEdge,
): DrawnLabel | undefined {
  const plain = plainLabel(edge);
  const detail = operationsWords(edge);
  if (!plain || !edge.label) return plain;
  const word = edgeWord(edge);
  const wordWidth = textWidth(word, BOLD) + 2 * PADDING;
  const bold = { ...plain, word, width: wordWidth };
  if (!detail) return bold;
  const width = wordWidth + GAP + textWidth(detail, PLAIN);
  return isFree(scene, edge, edge.label, width)
    ? { ...bold, detail, width }
    : bold;
}

/** Whether a chip of this width would touch no card and no other label. */
function isFree(
  scene: Scene,
  edge: SceneEdge,
  label: SceneLabel,
  width: number,
): boolean {
  const chip = chipOf(label, width);
  const others = scene.edges.flatMap(other =>
    other.id !== edge.id && other.label
      ? [chipOf(other.label, other.label.width)]
      : [],
  );
  return ![...withTabs(scene), ...others].some(rect => overlap(chip, rect));
}

/** What a lens says on an edge: all of it where there is room, else the word alone, else nothing. */
export function lensLabel(
  scene: Scene,
  edge: SceneEdge,
  { word, detail }: EdgeLook,
): DrawnLabel | undefined {
  const { label } = edge;
  if (!label) return undefined;
  const { x, y, height } = label;
  const chips = [
    { word, detail },
    { word, detail: '' },
  ]
    .filter(text => text.word || text.detail)
    .map(text => ({
      ...text,
      ...{ x, y, height },
      width:
        textWidth(text.word, BOLD) +
        (text.word && text.detail ? GAP : 0) +
        textWidth(text.detail, PLAIN) +
        2 * PADDING,
    }));
  return chips.find(({ width }) => isFree(scene, edge, label, width));
}
