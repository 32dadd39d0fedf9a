import { type RefObject, useLayoutEffect, useState } from 'react';

const SPACE_BELOW = 24;
const AT_LEAST = 480;

/** The height from an element's top to the end of the window, so that the page need not scroll. */
export function useRemainingHeight(ref: RefObject<HTMLElement>): number {
  const [height, setHeight] = useState(AT_LEAST);
  useLayoutEffect(() => {
    const measure = () => {
      const top = ref.current?.getBoundingClientRect().top ?? 0;
      const room = window.innerHeight - Math.max(top, 0) - SPACE_BELOW;
      setHeight(Math.max(room, AT_LEAST));
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [ref]);
  return height;
}
