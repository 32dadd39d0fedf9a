import { memo, useMemo, useRef } from 'react';
import {
  headPath,
  type Point,
  type Scene,
  type SceneEdge,
  type SceneEntry,
} from '@golden-path/backstage-plugin-topology-common';
import type { FindingMarks } from '../state/findings';
import type { LensLooks } from '../state/lens';
import type { Sentences } from '../state/sentences';
import type { Tints } from '../state/tints';
import { ApiTab } from './ApiTab';
import { BoxFrame } from './BoxFrame';
import { gapsOf, groundAt } from './crossings';
import { EdgeLine } from './EdgeLine';
import { EdgeMark } from './EdgeMark';
import type { SceneEmphasis } from './emphasis';
import { FindingMark } from './FindingMark';
import type { GraphItem } from './items';
import { detailedLabel, lensLabel, plainLabel } from './labels';
import { NodeCard } from './NodeCard';
import styles from './canvas.module.css';

/** What the drawing of a scene depends on. */
export interface SceneViewProps {
  scene: Scene;
  items: GraphItem[];
  tints: Tints;
  sentences: Sentences;
  emphasis: SceneEmphasis;
  findings: FindingMarks;
  looks: LensLooks;
  selected: string | undefined;
  /** The one item that Tab reaches. */
  current: string | undefined;
}

function Entry({ entry }: { entry: SceneEntry }) {
  const [ring, tip] = entry.points;
  return (
    <g className={styles.entry}>
      <path d={`M${ring.x + 4} ${ring.y}H${tip.x - 6}`} />
      <circle cx={ring.x} cy={ring.y} r={4} />
      <path
        className={styles.head}
        transform={`translate(${tip.x} ${tip.y})`}
        d={headPath('triangle')}
      />
    </g>
  );
}

/** Counts the scenes that were drawn: lines of a new one appear where cards move to. */
function useVersion(scene: Scene) {
  const known = useRef({ scene, version: 0 });
  if (known.current.scene !== scene) {
    known.current = { scene, version: known.current.version + 1 };
  }
  return known.current.version;
}

/** Whether a line runs through a place. */
const passes = ({ points }: SceneEdge, { x, y }: Point) =>
  points.some((to, index) => {
    const from = points[index - 1] ?? to;
    const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
    const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
    return x >= left - 1 && x <= right + 1 && y >= top - 1 && y <= bottom + 1;
  });

/** Edges that stand out lie above those that do not. */
function strongLast(edges: SceneEdge[], emphasis: SceneEmphasis) {
  const isStrong = (edge: SceneEdge) => emphasis.ofEdge(edge) === 'strong';
  return [
    ...edges.filter(edge => !isStrong(edge)),
    ...edges.filter(edge => isStrong(edge)),
  ];
}

function Edges({
  scene,
  emphasis,
  findings,
  looks,
  sentences,
}: SceneViewProps) {
  const edges = useMemo(
    () => strongLast(scene.edges, emphasis),
    [scene, emphasis],
  );
  const gaps = useMemo(() => gapsOf(scene, edges), [scene, edges]);
  const version = useVersion(scene);
  const wireColour = (wire: string) => {
    const edge = scene.edges.find(candidate => candidate.wire === wire);
    return edge && looks.ofEdge(edge)?.colour;
  };
  return (
    <g aria-hidden key={version} data-appearing={version > 0}>
      {edges.map(edge => (
        <EdgeLine
          key={edge.id}
          edge={edge}
          look={looks.ofEdge(edge)}
          gaps={gaps.get(edge.id)}
          emphasis={emphasis.ofEdge(edge)}
          alert={edge.edges.some(id => findings.alertEdges.has(id))}
          sentence={sentences.ofEdge(edge)}
        />
      ))}
      {scene.junctions.map(({ x, y, wire, protocol }) => (
        <circle
          key={`${wire} ${x} ${y}`}
          data-emphasis={
            edges.some(
              edge =>
                edge.wire === wire &&
                emphasis.ofEdge(edge) !== 'dim' &&
                passes(edge, { x, y }),
            )
              ? 'normal'
              : 'dim'
          }
          cx={x}
          cy={y}
          r={4}
          style={{ fill: `var(--topology-${wireColour(wire) ?? protocol})` }}
        />
      ))}
      {scene.entries.map(entry => (
        <Entry key={entry.node} entry={entry} />
      ))}
    </g>
  );
}

function Marks({ scene, emphasis, looks }: SceneViewProps) {
  return (
    <g aria-hidden>
      {scene.edges.map(edge => {
        const stance = emphasis.ofEdge(edge);
        const look = looks.ofEdge(edge);
        const label =
          stance === 'strong' ? detailedLabel(scene, edge) : plainLabel(edge);
        return (
          <EdgeMark
            key={edge.id}
            edge={edge}
            colour={look?.colour}
            emphasis={stance}
            ground={groundAt(scene, edge.label ?? edge.points[0]!)}
            label={look ? lensLabel(scene, edge, look) : label}
          />
        );
      })}
    </g>
  );
}

function Items(props: SceneViewProps) {
  const { items, selected, current, emphasis, sentences, tints, looks } = props;
  return (
    <>
      {items.map(item => {
        const button = {
          selected: item.id === selected,
          current: item.id === current,
          sentence: sentences.ofItem(item),
        };
        const { part } = item;
        if (part.kind === 'box') return null;
        if (part.kind === 'tab') {
          return (
            <ApiTab
              key={`${item.id} tab`}
              tab={part.tab}
              attached={part.card.id === selected}
              emphasis={emphasis.ofNode(part.card.id)}
              button={button}
            />
          );
        }
        return (
          <NodeCard
            key={item.id}
            item={part.card}
            tint={looks.lens === 'difference' ? undefined : tints.of(part.card)}
            look={looks.ofNode(item.id)}
            alert={props.findings.alertNodes.has(item.id)}
            emphasis={emphasis.ofNode(item.id)}
            {...button}
          />
        );
      })}
    </>
  );
}

function Findings({ scene, emphasis, findings }: SceneViewProps) {
  return (
    <g aria-hidden>
      {scene.nodes.map(node => {
        const finding = findings.marks.get(node.id);
        return (
          finding && (
            <FindingMark
              key={node.id}
              node={node}
              finding={finding}
              dim={emphasis.ofNode(node.id) === 'dim'}
            />
          )
        );
      })}
    </g>
  );
}

/** A scene drawn as SVG, from the frames at the bottom to the labels on top. */
export const SceneView = memo(function DrawnScene(props: SceneViewProps) {
  const { scene, items, selected, current, sentences, emphasis } = props;
  return (
    <>
      {items.map(
        item =>
          item.part.kind === 'box' && (
            <BoxFrame
              key={item.id}
              item={item.part.box}
              selected={item.id === selected}
              current={item.id === current}
              sentence={sentences.ofItem(item)}
            />
          ),
      )}
      <Edges {...props} />
      {scene.nodes.flatMap(node =>
        node.tabs
          .filter(tab => tab.id === node.id)
          .map(tab => (
            <ApiTab
              key={`${node.id} more`}
              tab={tab}
              attached={node.id === selected}
              emphasis={emphasis.ofNode(node.id)}
            />
          )),
      )}
      <Items {...props} />
      <Marks {...props} />
      <Findings {...props} />
    </>
  );
});
