import { type RefObject, useLayoutEffect, useState } from 'react';
import type { CanvasSize } from './viewport';

const FALLBACK: CanvasSize = { width: 960, height: 600 };

/** The size of an element, kept up to date; a usual size where nothing is laid out. */
export function useCanvasSize(ref: RefObject<Element>): CanvasSize {
  const [size, setSize] = useState<CanvasSize>(FALLBACK);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = () => {
      const { width, height } = element.getBoundingClientRect();
      if (width > 0 && height > 0) {
        setSize(known =>
          known.width === width && known.height === height
            ? known
            : { width, height },
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
