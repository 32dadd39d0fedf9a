import { type RefObject, useLayoutEffect, useState } from 'react';
import type { CanvasSize } from './viewport';

/** A size, and whether it is that of the element or stands for one not known yet. */
export type MeasuredSize = CanvasSize & { measured: boolean };

const FALLBACK: MeasuredSize = { width: 960, height: 600, measured: false };

/** The size of an element, kept up to date; a usual size where nothing is laid out. */
export function useCanvasSize(ref: RefObject<Element>): MeasuredSize {
  const [size, setSize] = useState<MeasuredSize>(FALLBACK);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = () => {
      const { width, height } = element.getBoundingClientRect();
      if (width > 0 && height > 0) {
        setSize(known =>
          known.measured && known.width === width && known.height === height
            ? known
            : { width, height, measured: true },
        );
      }
    };
    measure();
    if (typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}
