import { RiAddLine, RiAspectRatioLine, RiSubtractLine } from '@remixicon/react';
import type { ViewportControl } from './useViewport';
import styles from './canvas.module.css';

const STEP = 1.25;

/** Zoom out, the scale in per cent, zoom in, and fit. */
export function ZoomControls({ control }: { control: ViewportControl }) {
  const percent = Math.round(control.viewport.scale * 100);
  return (
    <div className={styles.zoom} role="group" aria-label="Zoom">
      <button
        type="button"
        aria-label="Zoom out"
        onClick={() => control.zoom(1 / STEP)}
      >
        <RiSubtractLine size={14} aria-hidden />
      </button>
      <button
        type="button"
        aria-label={`${percent} per cent, go to 100`}
        onClick={() => control.zoom(1 / control.viewport.scale)}
      >
        {percent} %
      </button>
      <button
        type="button"
        aria-label="Zoom in"
        onClick={() => control.zoom(STEP)}
      >
        <RiAddLine size={14} aria-hidden />
      </button>
      <button type="button" aria-label="Fit to view" onClick={control.fit}>
        <RiAspectRatioLine size={14} aria-hidden />
      </button>
    </div>
  );
}
