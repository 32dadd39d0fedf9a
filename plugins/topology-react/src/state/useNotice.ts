import { useCallback, useEffect, useState } from 'react';

const SHOWN_FOR_MS = 4000;

/** A sentence about what has just happened; it goes away by itself. */
export function useNotice(): [string | undefined, (notice: string) => void] {
  const [notice, setNotice] = useState<{ text: string }>();
  useEffect(() => {
    if (!notice) return undefined;
    const timer = setTimeout(() => setNotice(undefined), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  const show = useCallback((text: string) => setNotice({ text }), []);
  return [notice?.text, show];
}
