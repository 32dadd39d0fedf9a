import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { FindingMarks } from '../../state/findings';
import type { LensLooks } from '../../state/lens';
import type { Tints } from '../../state/tints';
import type { SceneEmphasis } from '../emphasis';
import type { MeasuredSize } from '../useCanvasSize';
import type { Viewport } from '../viewport';
import { useColours } from './colours';
import { Painter } from './painter';
import type { SceneIndex } from './sceneIndex';
import styles from '../canvas.module.css';

/**
 * A scene painted on a canvas, for more parts than a browser can keep as
 * elements. What is on it moves with the viewport at once, as a picture; it is
 * painted anew, sharp and complete, in slices that leave the page its time.
 */
export function Painted({
  index,
  tints,
  emphasis,
  findings,
  looks,
  viewport,
  size,
}: {
  index: SceneIndex;
  tints: Tints;
  emphasis: SceneEmphasis;
  findings: FindingMarks;
  looks: LensLooks;
  viewport: Viewport;
  size: MeasuredSize;
}) {
  const ref = useRef<HTMLDivElement>(null);
  const colours = useColours(ref);
  const painting = useMemo(
    () =>
      colours && {
        index,
        colours,
        tintOf: tints.of,
        emphasis,
        findings,
        looks,
      },
    [index, colours, tints, emphasis, findings, looks],
  );
  const painter = useRef<Painter>();
  useEffect(() => {
    const own = ref.current && new Painter(ref.current);
    painter.current = own ?? undefined;
    return () => own?.end();
  }, []);
  useEffect(() => {
    if (painting) painter.current?.show(painting);
  }, [painting]);
  useLayoutEffect(() => {
    painter.current?.moveTo(viewport, size);
  }, [viewport, size, painting]);
  return (
    <div ref={ref} className={styles.painted} aria-hidden>
      <canvas />
      <canvas />
    </div>
  );
}
