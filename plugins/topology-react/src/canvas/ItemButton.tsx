import type { Rect } from './viewport';
import styles from './canvas.module.css';

/** What makes an item of the graph a button. */
export interface ItemButtonProps {
  id: string;
  /** What a screen reader says. */
  sentence: string;
  selected: boolean;
  /** True for the one item that Tab reaches. */
  current: boolean;
}

/**
 * The button over an item, its ring shown on focus. It holds no text of its
 * own: what is drawn below it may be cut, and is said in full here. Its keys
 * and clicks are handled by the canvas.
 */
export function ItemButton({
  id,
  sentence,
  selected,
  current,
  x,
  y,
  width,
  height,
}: ItemButtonProps & Rect) {
  return (
    <rect
      className={styles.button}
      role="button"
      aria-label={sentence}
      aria-pressed={selected}
      tabIndex={current ? 0 : -1}
      data-item={id}
      x={x}
      y={y}
      width={Math.max(width, 0)}
      height={height}
      rx={8}
    />
  );
}
