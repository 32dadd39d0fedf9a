import { textWidth } from './fitText';
import { type GraphItem } from './items';
import { cutTabLabel } from './ApiTab';
import { cutName } from './NodeCard';
import styles from './canvas.module.css';

const PADDING = 8;
const HEIGHT = 24;

function isCut({ name, part }: GraphItem): boolean {
  switch (part.kind) {
    case 'card':
      return cutName(part.card) !== name;
    case 'tab':
      return cutTabLabel(part.tab) !== name;
    default:
      return false;
  }
}

/** The whole name of an item above it, where its card shows only a part. */
export function NameTip({ item }: { item: GraphItem | undefined }) {
  if (!item || !isCut(item)) return null;
  const width = textWidth(item.name, { size: 12, weight: 600 }) + 2 * PADDING;
  const { x, y } = item.rect;
  return (
    <g
      className={styles.tip}
      aria-hidden
      transform={`translate(${x} ${y - HEIGHT - 6})`}
    >
      <rect width={width} height={HEIGHT} rx={4} />
      <text x={PADDING} y={16}>
        {item.name}
      </text>
    </g>
  );
}
