import type { SceneNode } from '@golden-path/backstage-plugin-topology-common';
import type { ListedFinding } from '../state/findings';
import styles from './canvas.module.css';

/** The number of a finding at the corner of the card that it is about. */
export function FindingMark({
  node,
  finding,
  dim,
}: {
  node: SceneNode;
  finding: ListedFinding;
  dim: boolean;
}) {
  return (
    <g
      className={styles.finding}
      data-severity={finding.severity}
      data-emphasis={dim ? 'dim' : 'normal'}
      transform={`translate(${node.x + node.width - 8} ${node.y})`}
    >
      <circle r={9} />
      <text y={4} textAnchor="middle">
        {finding.number}
      </text>
    </g>
  );
}
