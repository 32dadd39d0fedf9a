import { useEffect, useState } from 'react';

const TYPING_MS = 200;

/** A text that somebody types, once it has been still for a moment; the first one is. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
